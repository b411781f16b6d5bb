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

    /** {@code caller} was shown what {@code question}, a path with its parameters, asks for. */
    public void read(Caller caller, String route, String question, @Nullable String purpose, String address) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (recent.isNew(caller.name() + "\n" + question + "\n" + purpose, now)) {
            record(AccessEvents.read(caller, route, question, purpose, address, now));
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
