package dev.recount.evidence.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What callers do with evidence is on record before it is done. */
final class Acts {

    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);

    private final ReadRecord record;
    private final Clock clock;

    Acts(ReadRecord record, Clock clock) {
        this.record = record;
        this.clock = clock;
    }

    /**
     * Something that a caller asks for.
     *
     * @param operation such as {@code recount.export}
     * @param does what it does, to go on after the caller's name
     * @param asked the request
     */
    record Act(String operation, Verb verb, String does, ObjectNode asked, String resource, String kind) {}

    /** Returns once the log has it; what cannot be recorded does not happen. */
    void put(Context ctx, Act act) {
        var now = clock.instant();
        var caller = caller(ctx);
        var event = Event.of(EventType.ACTION)
                .phase(Phase.SUCCEEDED)
                .occurredAt(now)
                .observedAt(now)
                .sensor(new Sensor(SensorKind.HUMAN, Recorder.API, null))
                .actor(new Actor("token:" + caller, ActorKind.UNKNOWN, caller, null, null))
                .action(new Action(
                        null,
                        null,
                        act.operation(),
                        act.verb(),
                        caller + " " + act.does(),
                        CanonicalJson.of(act.asked()),
                        null,
                        null,
                        null,
                        null))
                .resource(new Resource(act.resource(), act.kind(), null, null, null))
                .build();
        try {
            record.put(event);
        } catch (RuntimeException e) {
            LOG.warn("act not recorded: error={}", e.toString());
            throw Problem.UNAVAILABLE.because("the log does not take events now, and nothing is done unrecorded");
        }
    }

    static String caller(Context ctx) {
        return Caller.of(ctx).map(Caller::name).orElse("unknown");
    }
}
