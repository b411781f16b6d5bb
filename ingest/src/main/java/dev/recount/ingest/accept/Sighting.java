package dev.recount.ingest.accept;

import dev.recount.event.Action;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.ingest.secret.FoundSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secret that stood in the material of an event, and what that means.
 *
 * @param secret by name only
 * @param phase {@code used} when it was presented with the event's action, {@code discovered} when it became readable
 * @param custody how the actor came by it, as far as the sensor can tell
 * @param location where it stood
 */
public record Sighting(
        FoundSecret secret,
        Phase phase,
        @Nullable Custody custody,
        @Nullable Location location) {

    private static final int SIGHTINGS_MAX = 500;

    /**
     * {@code cause} with the one credential that it presented, if it named none itself, and the credential events that it
     * gives rise to.
     *
     * @param cause has its id
     * @param anchor what the sightings' ids are derived from; the same for all events of one action, so that a credential
     *     is used once however many of the action's phases are seen
     * @return {@code cause} first
     */
    public static List<Event> attach(Event cause, String anchor, List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return List.of(cause);
        }
        var events = events(cause, anchor, sightings);
        var used = events.stream().filter(event -> event.phase() == Phase.USED).toList();
        var first = cause.credential() == null && cause.type() == EventType.ACTION && used.size() == 1
                ? cause.toBuilder().credential(used.get(0).credential()).build()
                : cause;
        return Stream.concat(Stream.of(first), events.stream()).toList();
    }

    /**
     * The credential events that {@code cause} gives rise to, one per secret and phase; see {@link #attach}. Of more than
     * {@value #SIGHTINGS_MAX} secrets the rest is redacted like these and not told apart.
     */
    public static List<Event> events(Event cause, String anchor, List<Sighting> sightings) {
        Map<String, Event> events = new LinkedHashMap<>();
        for (Sighting sighting : sightings) {
            if (events.size() == SIGHTINGS_MAX) {
                break;
            }
            var event = sighting.event(cause, anchor);
            events.putIfAbsent(String.valueOf(event.id()), event);
        }
        return List.copyOf(events.values());
    }

    private Event event(Event cause, String anchor) {
        var event = cause.toBuilder()
                .id(EventIds.derived("sighting", anchor, secret.fingerprint().text(), phase.wire()))
                .type(EventType.CREDENTIAL)
                .phase(phase)
                .credential(credential(cause))
                .approval(null)
                .content(null)
                .statement(null)
                .reference(null)
                .source(null)
                .causationId(cause.id());
        if (phase == Phase.DISCOVERED) {
            event.action(null).resource(null).destination(null);
        } else {
            event.action(withoutArguments(cause.action()));
        }
        return event.label("seen_as", secret.context().wire())
                .label("confidence", secret.confidence().wire())
                .build();
    }

    private static @Nullable Action withoutArguments(@Nullable Action action) {
        return action == null
                ? null
                : new Action(
                        action.id(),
                        action.tool(),
                        action.operation(),
                        action.verb(),
                        action.summary(),
                        null,
                        action.reversibility(),
                        action.undoUntil(),
                        action.guard(),
                        null);
    }

    private Credential credential(Event cause) {
        var audience = phase == Phase.USED && cause.destination() != null
                ? cause.destination().ref()
                : null;
        return new Credential(
                secret.fingerprint().text(),
                secret.kind().wire(),
                secret.providerRef(),
                custody,
                location,
                audience,
                null,
                null);
    }
}
