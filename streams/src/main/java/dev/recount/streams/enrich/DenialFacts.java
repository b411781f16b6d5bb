package dev.recount.streams.enrich;

import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what was asked for was refused, and whether an effect was refused, or warned of, before it came about by another way. */
final class DenialFacts {

    private static final Duration DENIAL_REACH = Duration.ofMinutes(30);
    private static final Duration WARNING_REACH = Duration.ofMinutes(15);

    private DenialFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        boolean attempt = event.type() == EventType.ACTION && !isBarred(event);
        if (!attempt || event.verb() == null || event.verb().onlyReads()) {
            return;
        }
        refusal(scene).ifPresent(refusal -> facts.put(FactName.ACTION_REFUSED, true, refusal.id()));
        Past.latest(
                        scene,
                        scene.memory().all(Relevance.FRICTION),
                        DENIAL_REACH,
                        earlier -> isRefused(earlier) && isOtherAttempt(earlier, event))
                .ifPresent(denial -> facts.put(FactName.ACTION_DENIED_EVENT, denial.id()));
        if ("forced".equals(guard(event))) {
            var warnings = Stream.concat(
                    scene.memory().all(Relevance.FRICTION), scene.memory().all(Relevance.CONTEXT));
            Past.latest(scene, warnings, WARNING_REACH, earlier -> isWarning(earlier) && isOtherAttempt(earlier, event))
                    .ifPresent(warning -> facts.put(FactName.ACTION_WARNED_EVENT, warning.id()));
        }
    }

    /** The answer to what was only asked for, when it was no. */
    private static Optional<Event> refusal(Scene scene) {
        return CarriedOut.isAwaited(scene)
                ? scene.memory()
                        .sameAction(scene.event())
                        .filter(DenialFacts::isRefused)
                        .min(EventOrder.SHOWN)
                : Optional.empty();
    }

    private static boolean isOtherAttempt(Event earlier, Event event) {
        return !Past.isSameAction(earlier, event) && Effect.isSame(earlier, event);
    }

    private static boolean isBarred(Event event) {
        return event.phase() == Phase.DENIED || event.phase() == Phase.FAILED;
    }

    /** Refused by a person or a policy. A harness may report the refusal of a person as a failure. */
    static boolean isRefused(Event event) {
        return event.type() == EventType.ACTION
                && (event.phase() == Phase.DENIED || (event.phase() == Phase.FAILED && "denied".equals(error(event))));
    }

    /** The tool itself objected: it warned, or did not do it without being forced. */
    private static boolean isWarning(Event event) {
        return event.phase() == Phase.GUARD_WARNED
                || warns(event)
                || (event.phase() == Phase.FAILED && !isRefused(event) && !"forced".equals(guard(event)));
    }

    /** Whether an action carries its tool's warning. */
    static boolean warns(Event event) {
        return "warned".equals(guard(event));
    }

    private static String guard(Event event) {
        Action action = event.action();
        return action == null ? "" : String.valueOf(action.guard());
    }

    private static String error(Event event) {
        Action action = event.action();
        return action == null || action.error() == null
                ? ""
                : String.valueOf(action.error().code());
    }
}
