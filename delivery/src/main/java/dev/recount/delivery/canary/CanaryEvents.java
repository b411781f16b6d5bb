package dev.recount.delivery.canary;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The canary as events: the two that rule {@code CANARY-01} waits for, and the receipt of what became of them. */
public final class CanaryEvents {

    /** Who sends canaries. */
    public static final String ACTOR = "service:recount-canary";

    private static final String NAME = "recount-canary";
    private static final String LATENCY = "latency_ms";
    private static final String ALERT = "alert";
    private static final Actor SENDER = new Actor(ACTOR, ActorKind.SERVICE, NAME, null, null);
    private static final Sensor SENSOR = new Sensor(SensorKind.RECORDER, NAME, null);

    private CanaryEvents() {}

    /** The sequence: two reads of nothing, in a session of their own. */
    public static List<Event> sequence(CanaryRun run) {
        return List.of(read(run, "canaryFirst", 1), read(run, "canarySecond", 2));
    }

    private static Event read(CanaryRun run, String operation, long number) {
        return event(EventType.ACTION, run)
                .id(run.id() + "-" + number)
                .phase(Phase.SUCCEEDED)
                .session(new Session(run.id(), number, null, null, null))
                .action(action(run.id() + "-" + number, operation, Verb.READ, "the canary reads nothing", null))
                .resource(new Resource("recount:canary", "canary", null, null, null))
                .build();
    }

    private static EventBuilder event(EventType type, CanaryRun run) {
        return Event.of(type).occurredAt(run.sentAt()).sensor(SENSOR).actor(SENDER);
    }

    private static Action action(
            String id, String operation, @Nullable Verb verb, String summary, @Nullable ActionError error) {
        return new Action(id, NAME, operation, verb, summary, null, null, null, null, error);
    }

    /** The receipt of {@code result}: a heartbeat of detection, or a gap. The same result has the same id. */
    public static Event receipt(CanaryResult result) {
        var run = result.run();
        var word = result.outcome().wire();
        boolean arrived = result.outcome().arrived();
        var error = result.detail() == null ? null : new ActionError(word, result.detail());
        var receipt = event(EventType.RECORDER, run)
                .id(run.id() + "-" + word)
                .phase(arrived ? Phase.HEARTBEAT : Phase.GAP)
                .observedAt(result.at())
                .action(action(run.id(), word, null, "the canary: " + word, error))
                .correlationId(run.id());
        var latency = result.latency();
        if (latency != null) {
            receipt.label(LATENCY, Long.toString(latency.toMillis()));
        }
        if (result.alertId() != null) {
            receipt.label(ALERT, result.alertId());
        }
        return receipt.build();
    }

    /** What a receipt says; empty for every other event. */
    public static Optional<CanaryResult> result(Event event) {
        var action = event.action();
        if (event.type() != EventType.RECORDER
                || action == null
                || action.id() == null
                || event.occurredAt() == null
                || !NAME.equals(action.tool())) {
            return Optional.empty();
        }
        var run = new CanaryRun(action.id(), event.occurredAt());
        return outcome(action.operation())
                .map(outcome -> new CanaryResult(
                        run,
                        outcome,
                        at(event, run, outcome),
                        event.labels().get(ALERT),
                        action.error() == null ? null : action.error().message()));
    }

    private static Instant at(Event receipt, CanaryRun run, CanaryResult.Outcome outcome) {
        var latency = receipt.labels().get(LATENCY);
        if (outcome.arrived() && latency != null) {
            return run.sentAt().plus(Duration.ofMillis(Long.parseLong(latency)));
        }
        return receipt.observedAt() == null ? run.sentAt() : receipt.observedAt();
    }

    private static Optional<CanaryResult.Outcome> outcome(@Nullable String word) {
        try {
            return word == null
                    ? Optional.empty()
                    : Optional.of(CanaryResult.Outcome.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
