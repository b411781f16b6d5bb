package dev.recount.streams.index;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an index says of an event under each thing that links and evidence are looked for by, so that neither needs the
 * event itself.
 *
 * @param entry where it stands
 * @param id the event's id
 * @param type what kind of fact it is
 * @param phase how far that had come
 * @param verb what was done
 * @param sensor what kind of sensor saw it
 * @param action a hash of the action's id, 0 where there is none
 * @param session a hash of the session's id, 0 where there is none
 */
public record Sighting(
        IndexEntry entry,
        String id,
        EventType type,
        @Nullable Phase phase,
        @Nullable Verb verb,
        @Nullable SensorKind sensor,
        long action,
        long session) {

    /** The sighting of an event that has its id, where it stands. */
    public static Sighting of(Event event, IndexEntry entry) {
        return new Sighting(
                entry,
                Objects.requireNonNull(event.id(), "id"),
                event.type(),
                event.phase(),
                event.verb(),
                event.sensor() == null ? null : event.sensor().kind(),
                EventKeys.hash(event.actionId()),
                EventKeys.hash(event.sessionId()));
    }
}
