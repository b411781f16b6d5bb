package dev.recount.query.access;

import dev.recount.event.Event;
import dev.recount.query.EventSink;
import dev.recount.query.event.AccessEvents;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.access.DeniedCalls;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the use of the API on record. It does not hold up the answer: when the log takes nothing, evidence can still be read,
 * and the process's own log says that a read is missing from the record.
 */
public final class AccessRecords implements DeniedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(AccessRecords.class);

    private final EventSink sink;
    private final Clock clock;
    private final RecentCalls recent = new RecentCalls();

    public AccessRecords(EventSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * What somebody was shown.
     *
     * @param route the route's own path
     * @param question path and parameters as they were asked
     * @param furtherPage whether it was not the first page of the answer
     * @param purpose why, if the caller said so
     * @param address network address of the caller
     */
    public record Read(
            String route,
            String question,
            boolean furtherPage,
            @Nullable String purpose,
            String address) {}

    /** {@code caller} was shown something. A further page goes with the first, unless it was somebody else who had that. */
    public void read(Caller caller, Read read) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var question = caller.name() + "\n" + read.question();
        boolean first = recent.isNew(question, now);
        if (read.furtherPage() ? first : recent.isNew(question + "\n" + read.purpose(), now)) {
            record(AccessEvents.read(caller, read.route(), read.question(), read.purpose(), read.address(), now));
        }
    }

    @Override
    public void denied(Denied call) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var who = call.caller().map(Caller::name).orElse("") + "\n" + call.address();
        if (recent.isNew(who + "\n" + call.method() + " " + call.route() + "\n" + call.status(), now)) {
            record(AccessEvents.denied(call, now));
        }
    }

    private void record(Event event) {
        try {
            var unused = sink.record(event).whenComplete((id, failure) -> {
                if (failure != null) {
                    LOG.warn("use of the API not recorded: error={}", failure.toString());
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("use of the API not recorded: error={}", e.toString());
        }
    }
}
