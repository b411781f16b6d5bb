package dev.recount.query.incident;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.event.Actor;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Statement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a responder can do to an incident, as the control events that it becomes. */
public final class IncidentActions {

    private IncidentActions() {}

    /** The event of {@code phase} (acknowledged, resolved or noted) on an incident, with the responder's words. */
    public static Event event(Incident incident, Phase phase, Actor actor, @Nullable String words, Instant now) {
        return Event.of(EventType.CONTROL)
                .phase(phase)
                .occurredAt(now)
                .observedAt(now)
                .sensor(new Sensor(SensorKind.HUMAN, Recorder.API, null))
                .actor(actor)
                .statement(words == null ? null : new Statement(words, incident.id()))
                .correlationId(incident.id())
                .build();
    }

    /** Why {@code phase} cannot be said of an incident as it stands; empty when it can. */
    public static Optional<String> obstacle(Incident incident, Phase phase) {
        if (incident.status() == IncidentStatus.MERGED) {
            return Optional.of("the incident was merged into " + incident.mergedInto());
        }
        boolean over = incident.status() == IncidentStatus.RESOLVED || incident.status() == IncidentStatus.RETRACTED;
        return phase == Phase.ACKNOWLEDGED && over
                ? Optional.of("the incident is " + incident.status().wire())
                : Optional.empty();
    }

    /** Whether an incident shows that {@code phase} has been said of it. */
    public static boolean shows(Incident incident, Phase phase) {
        return switch (phase) {
            case ACKNOWLEDGED -> incident.status() != IncidentStatus.OPEN;
            case RESOLVED -> incident.status() == IncidentStatus.RESOLVED;
            default -> false;
        };
    }
}
