package dev.recount.query.access;

import dev.recount.event.Event;
import dev.recount.query.EventSink;
import dev.recount.query.event.AccessEvents;
import dev.recount.query.event.AccessEvents.Question;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.access.DeniedCalls;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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
    private final DeniedTally denied = new DeniedTally();

    public AccessRecords(EventSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * What somebody asked, and got.
     *
     * @param furtherPage whether it was not the first page of the answer
     * @param found whether there was what they asked for
     */
    public record Read(Question question, boolean furtherPage, boolean found) {}

    /** {@code caller} was answered. A further page goes with the first, unless it was somebody else who had that. */
    public void read(Caller caller, Read read) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var question = read.question();
        var call = caller.name() + "\n" + read.found() + "\n" + question.asked();
        boolean first = recent.isNew(call, now);
        if (read.furtherPage() ? first : recent.isNew(call + "\n" + question.purpose(), now)) {
            record(
                    read.found()
                            ? AccessEvents.read(caller, question, now)
                            : AccessEvents.notFound(caller, question, now));
        }
    }

    @Override
    public void denied(Denied call) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var who = call.caller().map(Caller::name).orElse("") + "\n" + call.address();
        var what = call.method() + " " + call.question() + "\n" + call.status();
        denied.add(who, what, now)
                .ifPresent(tally -> record(
                        tally.isListed()
                                ? AccessEvents.denied(call, tally.calls(), now)
                                : AccessEvents.deniedFurther(call, tally.calls(), now)));
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
