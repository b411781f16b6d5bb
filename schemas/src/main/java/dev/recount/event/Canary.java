package dev.recount.event;

import java.time.Instant;

/**
 * The canary's events as everybody knows them: who sends them, asks for them, refuses, hides or counts them. Its two steps
 * are a function of the moment at which they were sent, so that what passes itself off as one can say nothing else.
 */
public final class Canary {

    /** The tool of all that the canary does, and of what is said of it. */
    public static final String NAME = "recount-canary";

    /** Who sends canaries. */
    public static final String ACTOR = "service:recount-canary";

    /** What the ids of canaries begin with. */
    public static final String PREFIX = "canary-";

    private static final Actor SENDER = new Actor(ACTOR, ActorKind.SERVICE, NAME, null, null);
    private static final Sensor SENSOR = new Sensor(SensorKind.RECORDER, NAME, null);
    private static final Resource NOTHING = new Resource("recount:canary", "canary", null, null, null);
    private static final int STEPS = 2;

    private Canary() {}

    /** The id of the canary sent at {@code sentAt}, which is its session too. */
    public static String id(Instant sentAt) {
        return PREFIX + sentAt.toEpochMilli();
    }

    /** An event of the canary's own, with nothing said yet. */
    public static EventBuilder event(EventType type, Instant sentAt) {
        return Event.of(type).occurredAt(sentAt).sensor(SENSOR).actor(SENDER);
    }

    /** The first or the second step: a read of nothing. */
    public static Event step(long number, Instant sentAt) {
        var id = id(sentAt) + "-" + number;
        var operation = number == 1 ? "canaryFirst" : "canarySecond";
        return event(EventType.ACTION, sentAt)
                .id(id)
                .phase(Phase.SUCCEEDED)
                .session(new Session(id(sentAt), number, null, null, null))
                .action(new Action(
                        id, NAME, operation, Verb.READ, "the canary reads nothing", null, null, null, null, null))
                .resource(NOTHING)
                .build();
    }

    /** Whether {@code event} is a step, whoever sent it: equal to one in all but when it was seen and recorded. */
    public static boolean isStep(Event event) {
        var sentAt = event.occurredAt();
        if (!isOfCanary(event) || sentAt == null || event.session() == null) {
            return false;
        }
        var number = event.session().seq();
        return number != null
                && number >= 1
                && number <= STEPS
                && event.toBuilder().observedAt(null).recordedAt(null).build().equals(step(number, sentAt));
    }

    /** Whether {@code event} speaks of what became of a canary, which only Recount itself may: no door takes it. */
    public static boolean isReceipt(Event event) {
        return event.type() == EventType.RECORDER && isOfCanary(event);
    }

    private static boolean isOfCanary(Event event) {
        return event.action() != null && NAME.equals(event.action().tool());
    }
}
