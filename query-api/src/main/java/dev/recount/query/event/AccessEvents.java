package dev.recount.query.event;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.access.DeniedCalls.Denied;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events that calls of the API become: actions of the tool {@link #TOOL} on a resource that starts with {@link #EVIDENCE}. */
public final class AccessEvents {

    /** The tool of these actions. */
    public static final String TOOL = Recorder.API;

    /** What the ids of their resources start with; the route and what was asked follow. */
    public static final String EVIDENCE = "recount:";

    private static final String KIND = "evidence";
    private static final Sensor SENSOR = new Sensor(SensorKind.RECORDER, TOOL, null);
    /** As {@link Character#isISOControl} has it. */
    private static final String CONTROL = "[\\x00-\\x1f\\x7f-\\x9f]";

    private static final int QUESTION_CHARS_MAX = 900;
    private static final int PURPOSE_CHARS_MAX = 1_000;

    private AccessEvents() {}

    /** What a caller acts as: all that is known of somebody with a token is the token's name. */
    public static Actor actor(Caller caller) {
        return new Actor("token:" + caller.name(), ActorKind.UNKNOWN, caller.name(), null, null);
    }

    /**
     * What somebody asked.
     *
     * @param route the route's own path
     * @param asked path and parameters as they were asked
     * @param purpose why, if the caller said so
     * @param address network address of the caller
     */
    public record Question(
            String route, String asked, @Nullable String purpose, String address) {}

    /** Somebody was shown evidence. */
    public static Event read(Caller caller, Question question, Instant now) {
        return asked(caller, question, "read", null, now).phase(Phase.SUCCEEDED).build();
    }

    /** Somebody asked for evidence that is not there. */
    public static Event notFound(Caller caller, Question question, Instant now) {
        return asked(caller, question, "did not find", new ActionError("404", "not found"), now)
                .phase(Phase.FAILED)
                .build();
    }

    private static EventBuilder asked(
            Caller caller, Question question, String did, @Nullable ActionError error, Instant now) {
        var event = event(now, question.address());
        if (question.purpose() != null) {
            event.label("purpose", shortened(question.purpose(), PURPOSE_CHARS_MAX));
        }
        var summary = did + " " + shortened(question.asked(), QUESTION_CHARS_MAX);
        return event.actor(actor(caller))
                .action(action("GET " + question.route(), Verb.READ, summary, error))
                .resource(resource(question.asked()));
    }

    /**
     * Somebody was turned away.
     *
     * @param calls how many times, in the minute of this one
     */
    public static Event denied(Denied call, long calls, Instant now) {
        return turnedAway(call, call.question(), "turned away", calls, now);
    }

    /**
     * So many were turned away that calls are only counted.
     *
     * @param call the last of them
     * @param calls how many, in the minute of this one
     */
    public static Event deniedFurther(Denied call, long calls, Instant now) {
        return turnedAway(call, call.route(), "turned away, and others, beyond what is listed", calls, now);
    }

    private static Event turnedAway(Denied call, String asked, String summary, long calls, Instant now) {
        var error = new ActionError(Integer.toString(call.status()), call.reason());
        var event = event(now, call.address());
        if (calls > 1) {
            event.label("calls", Long.toString(calls));
        }
        return event.phase(Phase.DENIED)
                .actor(call.caller()
                        .map(AccessEvents::actor)
                        .orElseGet(() ->
                                new Actor("address:" + call.address(), ActorKind.UNKNOWN, call.address(), null, null)))
                .action(action(call.method() + " " + call.route(), verb(call.method()), summary, error))
                .resource(resource(asked))
                .build();
    }

    private static Verb verb(String method) {
        return method.equals("GET") || method.equals("HEAD") ? Verb.READ : Verb.MODIFY;
    }

    private static EventBuilder event(Instant now, String address) {
        return Event.of(EventType.ACTION)
                .occurredAt(now)
                .observedAt(now)
                .sensor(SENSOR)
                .label("source_address", address);
    }

    private static Action action(String operation, Verb verb, String summary, @Nullable ActionError error) {
        return new Action(null, TOOL, operation, verb, summary, null, null, null, null, error);
    }

    private static Resource resource(String question) {
        return new Resource(EVIDENCE + shortened(question, QUESTION_CHARS_MAX), KIND, null, null, null);
    }

    /** Cut, and without the control characters that an id may not hold. */
    private static String shortened(String text, int charsMax) {
        var shown = text.replaceAll(CONTROL, "?");
        return shown.length() <= charsMax ? shown : shown.substring(0, charsMax);
    }

    /** Whether an event is one of these. No door takes what says so, see {@link Recorder#voice}. */
    public static boolean isOne(Event event) {
        var action = event.action();
        var resource = event.resource();
        return event.type() == EventType.ACTION
                && event.session() == null
                && event.credential() == null
                && SENSOR.equals(event.sensor())
                && action != null
                && TOOL.equals(action.tool())
                && (action.verb() == Verb.READ || event.phase() == Phase.DENIED)
                && resource != null
                && KIND.equals(resource.kind())
                && resource.id() != null
                && resource.id().startsWith(EVIDENCE);
    }
}
