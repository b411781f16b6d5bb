package dev.recount.delivery.desk;

import dev.recount.alert.Level;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.channel.Ntfy;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.route.Route;
import dev.recount.delivery.route.Routing;
import dev.recount.delivery.send.Sender;
import dev.recount.event.Event;
import dev.recount.runtime.settings.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;

/** A desk with its thread and its workers, whose messages go no further than {@code sent}. */
abstract class DeskHarness {

    static final Duration SOON = Duration.ofSeconds(10);
    static final int ALL = 10_000;
    static final Channel FIRST = new Ntfy("first", URI.create("https://example.org/"), Secret.of("topic"), null, false);
    static final Channel SECOND = new Alertmanager("second", URI.create("https://example.org/"), false);

    record Sent(String channel, Message message) {}

    final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    final Workers workers = new Workers();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<Event> receipts = new CopyOnWriteArrayList<>();
    final Map<String, Page> kept = new ConcurrentHashMap<>();
    final Deque<Verdict> verdicts = new ArrayDeque<>();
    final List<String> begun = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Semaphore gate = new Semaphore(0);
    final Desk desk = desk();

    Desk desk() {
        return new Desk(outside(), thread, workers);
    }

    Desk.Outside outside() {
        return new Desk.Outside(
                ledger(),
                new Dispatch.Ways(
                        sender(), Surroundings.NONE, () -> URI.create("https://recount.example"), Clock.systemUTC()),
                receipts::add,
                () -> 0,
                new Measures(meters));
    }

    private Ledger ledger() {
        return new Ledger() {
            @Override
            public void keep(Page page) {
                kept.put(page.id(), page);
            }

            @Override
            public void keep(Closed closed) {}

            @Override
            public List<Page> kept(String incidentId) {
                asked.add(incidentId);
                return kept.values().stream()
                        .filter(page -> page.incidentId().equals(incidentId))
                        .toList();
            }
        };
    }

    /** What the routes ask. */
    DeskDeliveries deliveries(Responses responses) {
        var ask = new DeskDeliveries.Ask() {
            @Override
            public <T> T of(Callable<T> question) {
                try {
                    return on(question);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        return new DeskDeliveries(desk, ask, outside(), responses, incident -> List.of(), List::of);
    }

    private Sender sender() {
        return new Sender() {
            @Override
            public Verdict send(Channel channel, Message message) {
                begun.add(message.key());
                gate.acquireUninterruptibly();
                sent.add(new Sent(channel.name(), message));
                synchronized (verdicts) {
                    return verdicts.isEmpty() || channel.equals(SECOND)
                            ? new Verdict.Delivered("HTTP 200")
                            : verdicts.poll();
                }
            }

            @Override
            public void close() {}
        };
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
        workers.close();
    }

    <T> T on(Callable<T> work) throws Exception {
        return thread.submit(work).get();
    }

    void use(Channel... channels) throws Exception {
        var routes = List.of(new Route("first", Level.LOW, List.of(), List.of(), List.of(), null));
        on(() -> {
            desk.use(new AlertsFile(List.of(channels), new Routing(routes)));
            desk.deliver(true);
            return true;
        });
    }

    void take(dev.recount.alert.Incident incident) throws Exception {
        on(() -> {
            desk.take(incident);
            return true;
        });
    }

    List<MessageType> types(String channel) {
        return sent.stream()
                .filter(each -> each.channel().equals(channel))
                .map(each -> each.message().type())
                .toList();
    }

    double pending() {
        return meters.get("recount.delivery.pending")
                .tag("channel", "first")
                .gauge()
                .value();
    }
}
