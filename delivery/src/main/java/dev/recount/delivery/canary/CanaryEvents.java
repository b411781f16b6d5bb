package dev.recount.delivery.canary;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The canary as events: the two that rule {@code CANARY-01} waits for, and the receipt of what became of them. */
public final class CanaryEvents {

    static final String LATENCY = "latency_ms";
    static final String ALERT = "alert";
    /** Up to thirty years: whatever these milliseconds are added to remains a moment. */
    private static final Pattern MILLIS = Pattern.compile("\\d{1,12}");

    private CanaryEvents() {}

    /** The sequence: two reads of nothing, in a session of their own. */
    public static List<Event> sequence(CanaryRun run) {
        return List.of(Canary.step(1, run.sentAt()), Canary.step(2, run.sentAt()));
    }

    /** The receipt of {@code result}: a heartbeat of detection, or a gap. The same result has the same id. */
    public static Event receipt(CanaryResult result) {
        var run = result.run();
        var word = result.outcome().wire();
        boolean arrived = result.outcome().arrived();
        var error = result.detail() == null ? null : new ActionError(word, result.detail());
        var summary = "the canary: " + word;
        var receipt = Canary.event(EventType.RECORDER, run.sentAt())
                .id(id(run, result.outcome()))
                .phase(arrived ? Phase.HEARTBEAT : Phase.GAP)
                .observedAt(result.at())
                .action(new Action(run.id(), Canary.NAME, word, null, summary, null, null, null, null, error))
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

    private static String id(CanaryRun run, CanaryResult.Outcome outcome) {
        return run.id() + "-" + outcome.wire();
    }

    /** What a receipt says; empty for every other event, and for a receipt that {@link #receipt} would not have made. */
    public static Optional<CanaryResult> result(Event event) {
        var action = event.action();
        var sentAt = event.occurredAt();
        if (action == null
                || sentAt == null
                || !Canary.isReceipt(event)
                || !Canary.ACTOR.equals(event.actorId())
                || !Canary.id(sentAt).equals(action.id())) {
            return Optional.empty();
        }
        var run = new CanaryRun(Canary.id(sentAt), sentAt);
        var alert = event.labels().get(ALERT);
        var detail = action.error() == null ? null : action.error().message();
        return outcome(action.operation())
                .filter(outcome -> id(run, outcome).equals(event.id()))
                .flatMap(outcome ->
                        at(event, run, outcome).map(at -> new CanaryResult(run, outcome, at, alert, detail)));
    }

    private static Optional<Instant> at(Event receipt, CanaryRun run, CanaryResult.Outcome outcome) {
        return outcome.arrived()
                ? Optional.ofNullable(receipt.labels().get(LATENCY))
                        .filter(text -> MILLIS.matcher(text).matches())
                        .map(text -> run.sentAt().plusMillis(Long.parseLong(text)))
                : Optional.ofNullable(receipt.observedAt());
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
