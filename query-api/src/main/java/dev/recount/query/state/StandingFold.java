package dev.recount.query.state;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.query.credential.OneName;
import dev.recount.query.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Works out how things stood at a moment, event by event, of which only those that destroyed something are kept. Used by one thread. */
public final class StandingFold {

    private final Instant at;
    private final OneName names;
    private final Map<Hand, Holding> held = new LinkedHashMap<>();
    private final Map<String, Permission> permissions = new LinkedHashMap<>();
    private final List<RecordedEvent> destructions = new ArrayList<>();

    private record Hand(String actor, String credential) {}

    /**
     * Nothing has happened yet.
     *
     * @param at events after it do not count
     * @param names what credentials are called
     */
    public StandingFold(Instant at, OneName names) {
        this.at = at;
        this.names = names;
    }

    /** The next event; they come in the order of a timeline. */
    public void add(RecordedEvent event) {
        if (event.occurredAt().isAfter(at)) {
            return;
        }
        hold(event);
        permit(event);
        if (Copies.isDestroyed(event.event())) {
            destructions.add(event);
        }
    }

    private void hold(RecordedEvent event) {
        var key = event.event().credentialKey();
        var actor = event.event().actorId();
        if (key == null) {
            return;
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

    private static boolean isUse(RecordedEvent event) {
        return event.event().type() == EventType.ACTION || event.event().phase() == Phase.USED;
    }

    private void permit(RecordedEvent event) {
        var approval = event.event().approval();
        if (event.event().type() == EventType.APPROVAL && approval != null) {
            var id = Objects.requireNonNullElse(approval.id(), event.id());
            permissions.merge(id, Permission.after(event), StandingFold::later);
        }
    }

    /** A revocation or a refusal need not repeat what the approval was for. */
    private static Permission later(Permission before, Permission after) {
        boolean isWhole =
                after.approval().resource() != null || !after.approval().verbs().isEmpty();
        return isWhole ? after : new Permission(before.approval(), after.status(), after.at(), after.event());
    }

    /**
     * How things stand after the events so far.
     *
     * @param copies what is known of what a destruction leaves; asked for where there was one
     */
    public Standing standing(Supplier<Copies> copies) {
        return new Standing(
                at,
                List.copyOf(held.values()),
                permissions.values().stream()
                        .map(permission -> permission.at(at))
                        .toList(),
                destructions.isEmpty() ? List.of() : copies.get().losses(destructions));
    }
}
