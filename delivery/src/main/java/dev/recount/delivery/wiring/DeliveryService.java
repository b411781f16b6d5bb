package dev.recount.delivery.wiring;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.RecordAvro;
import dev.recount.delivery.canary.CanarySeal;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.desk.Desk;
import dev.recount.delivery.desk.DeskDeliveries;
import dev.recount.delivery.desk.DeskThread;
import dev.recount.delivery.desk.Dispatch;
import dev.recount.delivery.desk.Ledger;
import dev.recount.delivery.desk.Measures;
import dev.recount.delivery.desk.Receipts;
import dev.recount.delivery.desk.Responses;
import dev.recount.delivery.desk.Workers;
import dev.recount.delivery.file.FileProblem;
import dev.recount.delivery.file.Secrets;
import dev.recount.delivery.http.CanaryReads;
import dev.recount.delivery.http.DeliveryRoutes;
import dev.recount.delivery.log.DeliveryLog;
import dev.recount.delivery.log.DeliveryTail;
import dev.recount.delivery.log.IncidentTail;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.send.Carrier;
import dev.recount.delivery.send.Sender;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Delivery, put together: incidents in, messages out. */
public final class DeliveryService implements Component {

    /** The description of its routes, on the class path. */
    public static final String API = DeliveryRoutes.API;

    private static final Duration FILE_LOOKED_AT = Duration.ofSeconds(1);
    private static final Duration PAGES_LOOKED_AT = Duration.ofMinutes(10);
    private static final Duration REMINDED = Duration.ofMinutes(1);

    /** The longest that one attempt takes. */
    private static final Duration ATTEMPTS_END = Duration.ofSeconds(20);

    /**
     * What delivery is wired to.
     *
     * @param kafka client settings, with at least {@code bootstrap.servers}
     * @param instance name of this process among those of its kind
     * @param file the alerts file; nobody is told of anything without one
     * @param secrets where the file's secrets lie
     * @param receipts where the receipt of each attempt goes
     * @param responses where what responders did elsewhere goes
     * @param surroundings what is known around an incident
     * @param base the address under which people reach Recount; asked when a message is made
     * @param canary absent where none is to be sent
     * @param random 0 to 1
     */
    public record Parts(
            Map<String, String> kafka,
            String instance,
            RecordAvro<Incident> incidents,
            @Nullable Path file,
            Secrets secrets,
            Receipts receipts,
            Responses responses,
            Surroundings surroundings,
            Supplier<URI> base,
            @Nullable CanaryParts canary,
            Clock clock,
            DoubleSupplier random,
            MeterRegistry meters) {}

    /**
     * What the canary is wired to.
     *
     * @param interval from one canary to the next
     * @param door through which it goes in
     * @param alerts reads what detection says
     * @param seal vouches for what is recorded of them
     * @param history what became of canaries before, as it stands in the log
     */
    public record CanaryParts(
            Duration interval, CanaryDoor door, RecordAvro<Alert> alerts, CanarySeal seal, CanaryReads history) {}

    private final DeskThread thread = new DeskThread();
    private final Workers workers = new Workers();
    private final Sender sender;
    private final Supplier<URI> base;
    private final DeliveryLog log;
    private final Desk desk;
    private final DeliveryTail tail;
    private final IncidentTail incidents;
    private final @Nullable AlertsFileWatch watch;
    private final List<RouteGroup> routes;
    private final @Nullable CanaryService canary;
    private volatile boolean up;

    /**
     * Reads an alerts file as {@link #start} will, so that a process finds its faults before it has started anything.
     *
     * @throws IOException if it cannot be read, or naming everything that is wrong with it
     */
    public static void requireSound(Path file, Secrets secrets) throws IOException {
        var unused = new AlertsFileWatch(file, secrets).first();
    }

    /** Wires delivery. Opens nothing but clients. */
    public DeliveryService(Parts parts) {
        sender = new Carrier(parts.clock());
        base = parts.base();
        log = new DeliveryLog(parts.kafka());
        var ways = new Dispatch.Ways(sender, parts.surroundings(), parts.base(), parts.clock());
        var measures = new Measures(parts.meters());
        var outside = new Desk.Outside(new KafkaLedger(), ways, parts.receipts(), parts.random(), measures);
        desk = new Desk(outside, thread.executor(), workers);
        tail = new DeliveryTail(
                parts.kafka(),
                page -> thread.execute(() -> desk.learn(page)),
                now -> thread.execute(() -> desk.learn(now)));
        watch = parts.file() == null ? null : new AlertsFileWatch(parts.file(), parts.secrets());
        canary = parts.canary() == null ? null : new CanaryService(parts, parts.canary(), new DeskCanary(desk, thread));
        var turns = new DeskTurns(desk, thread, tail, log, canary);
        incidents = new IncidentTail(parts.kafka(), parts.instance(), parts.incidents(), turns);
        var deliveries =
                new DeskDeliveries(desk, thread::ask, outside, parts.responses(), tail::kept, this::fileProblems);
        routes = canary == null
                ? List.of(new DeliveryRoutes(deliveries, parts.clock()))
                : List.of(new DeliveryRoutes(deliveries, parts.clock()), canary.routes());
    }

    /** The topic, as the desk needs it. */
    private final class KafkaLedger implements Ledger {
        @Override
        public void keep(Page page) {
            log.keep(page);
        }

        @Override
        public void keep(Closed closed) {
            log.keep(closed);
        }

        @Override
        public List<Page> kept(String incidentId) {
            return tail.kept(incidentId);
        }
    }

    private List<FileProblem> fileProblems() {
        return watch == null ? List.of() : watch.problems();
    }

    /** The routes, to be served on the process's port. */
    public List<RouteGroup> routes() {
        return routes;
    }

    /** Whether detection answers, for {@code /readyz}; empty where no canary is sent. */
    public Optional<Component> canary() {
        return Optional.ofNullable(canary);
    }

    /**
     * Starts. The topics must exist.
     *
     * @throws IOException if the alerts file cannot be read, or is wrong
     */
    public void start() throws IOException {
        if (watch != null) {
            var first = watch.first();
            thread.execute(() -> desk.use(first));
            thread.every(FILE_LOOKED_AT, () -> watch.changed().ifPresent(desk::use));
        }
        thread.every(PAGES_LOOKED_AT, desk::retire);
        thread.every(REMINDED, desk::remind);
        tail.start();
        incidents.start();
        if (canary != null) {
            canary.start();
        }
        var warming = new Thread(this::warmUp, "recount-delivery-warming");
        warming.setDaemon(true);
        warming.start();
        up = true;
    }

    /** Once it is known under which address people reach Recount, for which the desk's thread must not wait. */
    private void warmUp() {
        try {
            var unused = base.get();
            sender.warmUp(thread.ask(desk::rehearse));
        } catch (InterruptedException | RejectedExecutionException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Check check() {
        return up ? Check.up() : Check.down("not started");
    }

    /** What is with a worker may have arrived: its outcome is kept, or the target would get it again after the next start. */
    private void finish() {
        try {
            thread.await(() -> desk.deliver(false));
            workers.finish(ATTEMPTS_END);
            thread.await(() -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        incidents.close();
        if (canary != null) {
            canary.close();
        }
        finish();
        tail.close();
        thread.close();
        workers.close();
        sender.close();
        log.close();
    }
}
