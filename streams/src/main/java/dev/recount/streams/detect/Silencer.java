package dev.recount.streams.detect;

import dev.recount.alert.Suppression;
import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.FactName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact that silences rules and rests on something that somebody declared, or that was seen to happen: detections catalogue,
 * §3.4. What an agent says is never among them.
 *
 * @param without what would be known if that had not been declared; an empty value for what would be unknown
 * @param reference what the fact rests on
 */
record Silencer(Map<FactName, Optional<Object>> without, Suppression reference) {

    /** A fact that silences with one of some values, what would be known instead, and how that is said. */
    private record Kind(
            FactName fact, Set<String> values, @Nullable Object without, String reason) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(FactName.APPROVAL_STATE, Set.of("valid"), "none", "an approval that was granted before the act"),
            new Kind(FactName.AUTOMATION_COVERED, Set.of("true"), false, "a registered automation covers it"),
            new Kind(FactName.FREEZE_ACTIVE, Set.of("false"), true, "the freeze has an exception for it"),
            new Kind(FactName.RESOURCE_EPHEMERAL, Set.of("true"), null, "the resource is registered as throw-away"),
            new Kind(
                    FactName.RESOURCE_CREATED_BY_SESSION,
                    Set.of("true"),
                    false,
                    "the session had created the resource itself"),
            new Kind(
                    FactName.DESTINATION_TRUST,
                    Set.of("internal", "partner"),
                    null,
                    "the destination is registered as ours or a partner's"),
            new Kind(
                    FactName.SECRET_FAMILIAR,
                    Set.of("true"),
                    null,
                    "the actor reads secrets in this place on other days too"),
            new Kind(
                    FactName.ACTOR_USUAL_DESTROYS,
                    Set.of("10", "40", "160", "640"),
                    null,
                    "the actor destroyed as many things on three other days of the last month"),
            new Kind(FactName.ACTOR_REGISTERED, Set.of("true"), false, "the actor is registered"),
            new Kind(
                    FactName.CREDENTIAL_AUDIENCE_MATCH,
                    Set.of("true"),
                    null,
                    "the site is registered as an audience of the credential"));

    private static final Map<FactName, String> WITNESSED = new EnumMap<>(Map.of(
            FactName.LOGGING_SUCCESSOR_EVENT, "another recorder had been made active before",
            FactName.RESOURCE_MERGED_EVENT, "the branch had been merged before"));

    private static final List<FactName> JUDGEMENTS = List.of(
            FactName.CREDENTIAL_PURPOSE_MATCH,
            FactName.CREDENTIAL_ENVIRONMENT_MATCH,
            FactName.CREDENTIAL_ISSUED_TO_ACTOR);

    /** Every fact that would be another without something that silences. */
    static final Set<FactName> FACTS = facts();

    private static Set<FactName> facts() {
        Set<FactName> facts = EnumSet.of(FactName.CREDENTIAL_REGISTERED, FactName.CREDENTIAL_ISSUED_EVENT);
        KINDS.forEach(kind -> facts.add(kind.fact()));
        facts.addAll(WITNESSED.keySet());
        facts.addAll(JUDGEMENTS);
        return facts;
    }

    /** What silences rules about {@code event} by what is known of it, always in the same order. */
    static List<Silencer> of(EnrichedEvent event) {
        List<Silencer> found = new ArrayList<>();
        KINDS.forEach(kind -> declared(event, kind).ifPresent(found::add));
        WITNESSED.forEach((fact, reason) -> witnessed(event, fact, reason).ifPresent(found::add));
        purpose(event).ifPresent(found::add);
        rotation(event).ifPresent(found::add);
        return found;
    }

    private static Optional<Silencer> declared(EnrichedEvent event, Kind kind) {
        var value = text(event, kind.fact());
        return value != null && kind.values().contains(value)
                ? reference(event, kind.fact(), kind.reason())
                        .map(reference ->
                                new Silencer(Map.of(kind.fact(), Optional.ofNullable(kind.without())), reference))
                : Optional.empty();
    }

    private static Optional<Silencer> witnessed(EnrichedEvent event, FactName fact, String reason) {
        return Optional.ofNullable(text(event, fact))
                .map(id -> new Silencer(Map.of(fact, Optional.empty()), new Suppression("events", id, null, reason)));
    }

    /** A credential that was issued just before, by a job that may. */
    private static Optional<Silencer> rotation(EnrichedEvent event) {
        var issued = event.known(FactName.CREDENTIAL_ROTATED_EVENT);
        return reference(event, FactName.CREDENTIAL_ROTATED_EVENT, "a registered automation issued the credential")
                .map(reference ->
                        new Silencer(Map.of(FactName.CREDENTIAL_ISSUED_EVENT, Optional.ofNullable(issued)), reference));
    }

    /** A credential that turned up somewhere, and is used for what it was registered for. */
    private static Optional<Silencer> purpose(EnrichedEvent event) {
        boolean matches = "found".equals(text(event, FactName.CREDENTIAL_CUSTODY))
                && JUDGEMENTS.stream().noneMatch(fact -> "false".equals(text(event, fact)));
        if (!matches) {
            return Optional.empty();
        }
        return JUDGEMENTS.stream()
                .flatMap(fact -> reference(event, fact, "the credential is registered for this").stream())
                .findFirst()
                .map(reference -> new Silencer(
                        Map.of(
                                FactName.CREDENTIAL_REGISTERED, Optional.of(false),
                                FactName.CREDENTIAL_PURPOSE_MATCH, Optional.empty(),
                                FactName.CREDENTIAL_ENVIRONMENT_MATCH, Optional.empty(),
                                FactName.CREDENTIAL_ISSUED_TO_ACTOR, Optional.empty()),
                        reference));
    }

    private static @Nullable String text(EnrichedEvent event, FactName fact) {
        var value = event.known(fact);
        return value == null ? null : value.toString();
    }

    /** A basis is {@code kind/id@version}, or the id of an event. */
    private static Optional<Suppression> reference(EnrichedEvent event, FactName fact, String reason) {
        var basis = event.basis(fact);
        if (basis == null) {
            return Optional.empty();
        }
        int slash = basis.indexOf('/');
        int at = basis.lastIndexOf('@');
        if (slash < 0 || at < slash) {
            return Optional.of(new Suppression("events", basis, null, reason));
        }
        return Optional.of(new Suppression(
                basis.substring(0, slash), basis.substring(slash + 1, at), basis.substring(at + 1), reason));
    }
}
