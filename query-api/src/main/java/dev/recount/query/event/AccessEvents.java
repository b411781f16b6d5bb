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
    private static final int QUESTION_CHARS_MAX = 900;
    private static final int PURPOSE_CHARS_MAX = 1_000;

    private AccessEvents() {}

    /** What a caller acts as: all that is known of somebody with a token is the token's name. */
    public static Actor actor(Caller caller) {
        return new Actor("token:" + caller.name(), ActorKind.UNKNOWN, caller.name(), null, null);
    }

    /**
     * Somebody was shown evidence.
     *
     * @param route the route's own path
     * @param question path and parameters as they were asked
     * @param purpose why, if the caller said so
     * @param address network address of the caller
     */
    public static Event read(
            Caller caller, String route, String question, @Nullable String purpose, String address, Instant now) {
        var event = event(now, address);
        if (purpose != null) {
            event.label("purpose", shortened(purpose, PURPOSE_CHARS_MAX));
        }
        return event.phase(Phase.SUCCEEDED)
                .actor(actor(caller))
                .action(action("GET " + route, Verb.READ, "read " + shortened(question, QUESTION_CHARS_MAX), null))
                .resource(resource(question))
                .build();
    }

    /** Somebody was turned away. */
    public static Event denied(Denied call, Instant now) {
        var error = new ActionError(Integer.toString(call.status()), call.reason());
        return event(now, call.address())
                .phase(Phase.DENIED)
                .actor(call.caller()
                        .map(AccessEvents::actor)
                        .orElseGet(() ->
                                new Actor("address:" + call.address(), ActorKind.UNKNOWN, call.address(), null, null)))
                .action(action(call.method() + " " + call.route(), verb(call.method()), "turned away", error))
                .resource(resource(call.route()))
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
        var shown = text.replaceAll("\\p{Cntrl}", "?");
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
