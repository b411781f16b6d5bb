package dev.recount.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One recorded fact, as {@code contract.md} §3 shows it in JSON. Everything but {@link #type()} may be absent on
 * input; an accepted event always has {@code id}, {@code occurredAt}, {@code observedAt} and {@code recordedAt}.
 * Times have microsecond precision.
 *
 * @param id idempotency key: an event of the same id is the same event
 * @param type what kind of fact
 * @param phase where in its life the recorded thing stands
 * @param occurredAt when it happened, by the source's clock
 * @param observedAt when the sensor saw it
 * @param recordedAt when Recount accepted it
 * @param sensor what saw it
 * @param session the run it belongs to
 * @param actor who acted
 * @param action the operation
 * @param credential the credential
 * @param resource what was acted on
 * @param destination where something was sent
 * @param approval permission
 * @param content material that entered a context
 * @param statement a claim
 * @param reference a change of reference data
 * @param correlationId groups events of one matter, such as an incident
 * @param causationId id of the event that caused this one
 * @param traceId W3C trace id
 * @param labels free labels
 * @param source the record it was made from
 */
public record Event(
        @Nullable String id,
        EventType type,
        @Nullable Phase phase,
        @Nullable Instant occurredAt,
        @Nullable Instant observedAt,
        @Nullable Instant recordedAt,
        @Nullable Sensor sensor,
        @Nullable Session session,
        @Nullable Actor actor,
        @Nullable Action action,
        @Nullable Credential credential,
        @Nullable Resource resource,
        @Nullable Destination destination,
        @Nullable Approval approval,
        @Nullable Content content,
        @Nullable Statement statement,
        @Nullable Reference reference,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,
        Map<String, String> labels,
        @Nullable Source source) {

    public Event {
        labels = Map.copyOf(labels);
    }

    /** A builder for an event of {@code type} with nothing else set. */
    public static EventBuilder of(EventType type) {
        return new EventBuilder(type);
    }

    /** A builder that starts from this event. */
    public EventBuilder toBuilder() {
        return new EventBuilder(this);
    }

    /** Whether the event is of {@code type} and in {@code phase}. */
    public boolean is(EventType type, Phase phase) {
        return this.type == type && this.phase == phase;
    }

    /** The session's id, when the event belongs to one. */
    public @Nullable String sessionId() {
        return session == null ? null : session.id();
    }

    /** The acting party's id, when known. */
    public @Nullable String actorId() {
        return actor == null ? null : actor.id();
    }

    /** The id that all events of the same action share, when the event belongs to one. */
    public @Nullable String actionId() {
        return action == null ? null : action.id();
    }

    /** The name that joins sightings of the credential, when there is one. */
    public @Nullable String credentialKey() {
        return credential == null ? null : credential.key();
    }

    /** The resource's id, when there is one. */
    public @Nullable String resourceId() {
        return resource == null ? null : resource.id();
    }

    /** What the operation does, when known. */
    public @Nullable Verb verb() {
        return action == null ? null : action.verb();
    }
}
