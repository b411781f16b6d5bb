package dev.recount.streams.replay;

import dev.recount.alert.Alert;
import dev.recount.event.Phase;
import dev.recount.event.Reversibility;
import dev.recount.streams.detect.RuleMatch;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When, of each incident, the first act in evidence took effect that nobody can undo. */
final class IrreversibleActs {

    private static final Set<String> TOOK_EFFECT =
            Set.of(Phase.SUCCEEDED.wire(), Phase.REPORTED.wire(), Phase.DERIVED.wire());

    private final Map<String, Instant> firstByIncident = new HashMap<>();

    /** @param evidence by alert id */
    IrreversibleActs(Collection<Alert> alerts, Map<String, List<RuleMatch>> evidence) {
        for (Alert alert : alerts) {
            for (RuleMatch match : evidence.getOrDefault(alert.id(), List.of())) {
                if (isIrreversibleAct(match)) {
                    firstByIncident.merge(
                            matter(alert), match.occurredAt(), (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
    }

    Optional<Instant> first(Alert alert) {
        return Optional.ofNullable(firstByIncident.get(matter(alert)));
    }

    private static String matter(Alert alert) {
        return alert.incidentId() == null ? alert.id() : alert.incidentId();
    }

    private static boolean isIrreversibleAct(RuleMatch match) {
        return Reversibility.IRREVERSIBLE.wire().equals(match.fields().get("action.reversibility"))
                && TOOK_EFFECT.contains(match.fields().getOrDefault("phase", ""));
    }
}
