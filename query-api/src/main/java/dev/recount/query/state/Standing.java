package dev.recount.query.state;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.query.credential.OneName;
import dev.recount.query.event.RecordedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How things stood at a moment.
 *
 * @param at the moment, by event time
 * @param holdings what each actor held and had not been revoked
 * @param permissions approvals and how they stood
 * @param losses what had been destroyed
 */
public record Standing(Instant at, List<Holding> holdings, List<Permission> permissions, List<Loss> losses) {

    private record Hand(String actor, String credential) {}

    /**
     * Folds events, in any order; those after {@code at} do not count.
     *
     * @param copies what is known of what a destruction leaves
     * @param names what credentials are called
     */
    public static Standing of(Collection<RecordedEvent> events, Instant at, Copies copies, OneName names) {
        var past = events.stream()
                .filter(event -> !event.occurredAt().isAfter(at))
                .sorted(Comparator.comparing(RecordedEvent::entry))
                .toList();
        return new Standing(at, holdings(past, names), permissions(past, at), copies.losses(past));
    }

    private static List<Holding> holdings(List<RecordedEvent> past, OneName names) {
        Map<Hand, Holding> held = new LinkedHashMap<>();
        for (RecordedEvent event : past) {
            var key = event.event().credentialKey();
            var actor = event.event().actorId();
            if (key == null) {
                continue;
            }
            var credential = names.of(key);
            if (event.event().is(EventType.CREDENTIAL, Phase.REVOKED)) {
                held.keySet().removeIf(hand -> hand.credential().equals(credential));
            } else if (actor != null && event.event().phase() != Phase.DENIED) {
                var hand = new Hand(actor, credential);
                var holding = held.computeIfAbsent(hand, h -> Holding.begun(actor, credential, event));
                if (isUse(event)) {
                    held.put(hand, holding.used(event.occurredAt()));
                }
            }
        }
        return List.copyOf(held.values());
    }

    private static boolean isUse(RecordedEvent event) {
        return event.event().type() == EventType.ACTION || event.event().phase() == Phase.USED;
    }

    private static List<Permission> permissions(List<RecordedEvent> past, Instant at) {
        Map<String, Permission> permissions = new LinkedHashMap<>();
        for (RecordedEvent event : past) {
            if (event.event().type() == EventType.APPROVAL && event.event().approval() != null) {
                var id = Objects.requireNonNullElse(event.event().approval().id(), event.id());
                permissions.merge(id, Permission.after(event), Standing::later);
            }
        }
        return permissions.values().stream()
                .map(permission -> permission.at(at))
                .toList();
    }

    /** A revocation or a refusal need not repeat what the approval was for. */
    private static Permission later(Permission before, Permission after) {
        boolean isWhole =
                after.approval().resource() != null || !after.approval().verbs().isEmpty();
        return isWhole ? after : new Permission(before.approval(), after.status(), after.at(), after.event());
    }
}
