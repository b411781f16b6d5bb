package dev.recount.delivery.answer;

import dev.recount.alert.IncidentStatus;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did to an incident elsewhere.
 *
 * @param id the target's own; what is heard twice is recorded once
 * @param key of the page that told of the incident
 * @param phase acknowledged or resolved
 * @param person who, as the target identifies them
 * @param name what they are called there; absent when it does not say
 * @param at when
 */
public record Answer(
        String id,
        String key,
        Phase phase,
        String person,
        @Nullable String name,
        Instant at) {

    /** Whether it changes anything about an incident that stands like this. */
    public boolean isNews(IncidentStatus status) {
        return switch (status) {
            case OPEN -> true;
            case ACKNOWLEDGED -> phase == Phase.RESOLVED;
            case RESOLVED, RETRACTED, MERGED -> false;
        };
    }

    /**
     * The control event that it is, as if they had done it here: the same, however often we hear of it.
     *
     * @param type of the channel
     */
    public Event event(String incidentId, String type) {
        return Event.of(EventType.CONTROL)
                .id(type + "-" + id)
                .phase(phase)
                .occurredAt(at)
                .observedAt(at)
                .sensor(new Sensor(SensorKind.HUMAN, type, null))
                .actor(new Actor(type + ":" + person, ActorKind.HUMAN, name, null, null))
                .correlationId(incidentId)
                .build();
    }
}
