package dev.recount.standalone.node;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.ingest.person.ClassDay;
import dev.recount.ingest.person.ClassDays;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what events of a class said once its time is over. A legal hold, whomever it names, keeps everything: what an event
 * says about whom cannot be told without reading it. That something is forgotten is on record before it is.
 */
final class RetentionDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionDesk.class);
    private static final long PAUSE_MINUTES = 1;

    private final ClassDays days;
    private final Supplier<List<LegalHold>> holds;
    private final Consumer<Event> record;
    private final Clock clock;
    private final ScheduledExecutorService worker;

    /**
     * A desk that looks when it is started.
     *
     * @param holds the legal holds in force; throws while it cannot be told which there are
     * @param record puts an event on record, and returns when the log has it
     */
    RetentionDesk(ClassDays days, Supplier<List<LegalHold>> holds, Consumer<Event> record, Clock clock) {
        this.days = days;
        this.holds = holds;
        this.record = record;
        this.clock = clock;
        this.worker = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "recount-retention");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        var unused = worker.scheduleWithFixedDelay(this::look, 0, PAUSE_MINUTES, TimeUnit.MINUTES);
    }

    /** Looks once. What cannot be done now is done at the next look. */
    void look() {
        try {
            var now = clock.instant();
            var over = days.over(now);
            if (over.isEmpty() || !holds.get().isEmpty()) {
                return;
            }
            for (ClassDay day : over) {
                record.accept(forgetting(day, now));
                days.forget(day, now);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("nothing forgotten for now: error={}", e.toString());
        }
    }

    private static Event forgetting(ClassDay day, Instant now) {
        return Event.of(EventType.ACTION)
                .phase(Phase.SUCCEEDED)
                .occurredAt(now)
                .observedAt(now)
                .sensor(new Sensor(SensorKind.RECORDER, "recount", null))
                .actor(new Actor("service:recount", ActorKind.SERVICE, "recount", null, null))
                .action(new Action(null, null, "recount.forget", Verb.PURGE, null, null, null, null, null, null))
                .resource(new Resource("recount:" + day.name(), "class", null, null, null))
                .build();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
