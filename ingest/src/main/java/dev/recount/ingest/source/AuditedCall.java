package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Source;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.operation.AuditedOperation;
import dev.recount.ingest.secret.FoundSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as a provider's audit log tells it, and the events that it becomes: one action, one for each credential that came
 * into being or was withdrawn, and one for each secret that stood in the record.
 *
 * @param common what all of the events share; see {@link #common}
 * @param phase how the call stands or ended
 * @param action what it did
 * @param resource on what
 * @param changes of credentials; none when the call changed nothing
 */
record AuditedCall(
        Event common, Phase phase, Action action, @Nullable Resource resource, List<CredentialChange> changes) {

    private static final int RECORD_TEXT_MAX = 65_536;
    private static final int LABEL_MAX = 512;
    private static final int LINE_MAX = 240;
    private static final int ERROR_MAX = 512;

    /**
     * Begins what the events share: where the record is from, and the record, cut and canonical.
     *
     * @param sourceId the provider's own key of the record; without one it is known by its content
     */
    static EventBuilder common(
            String sensor, String product, String service, @Nullable String sourceId, JsonNode record) {
        var canonical = CanonicalJson.of(LongTexts.cut(record, RECORD_TEXT_MAX, Set.of()));
        return Event.of(EventType.ACTION)
                .sensor(new Sensor(SensorKind.PROVIDER_AUDIT, sensor, null))
                .source(new Source(
                        product, service, sourceId == null ? EventIds.derived(canonical.text()) : sourceId, canonical));
    }

    static void label(EventBuilder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.label(name, Fields.cut(value, LABEL_MAX));
        }
    }

    /**
     * An action.
     *
     * @param id shared by all records of the call; may be null
     * @param arguments kept when they are an object or an array
     */
    static Action action(
            @Nullable String id,
            AuditedOperation does,
            JsonNode arguments,
            @Nullable String guard,
            @Nullable ActionError error) {
        var kept = arguments.isContainerNode()
                ? CanonicalJson.of(LongTexts.cut(arguments, RECORD_TEXT_MAX, Set.of()))
                : null;
        var failure = error == null ? "" : " (" + error.code() + ")";
        return new Action(
                id == null ? null : Fields.id(id),
                null,
                does.name(),
                does.verb(),
                Fields.line(does.name() + failure, LINE_MAX),
                kept,
                does.reversibility(),
                null,
                guard,
                error);
    }

    /**
     * Why a call failed.
     *
     * @param code the provider's; its class is kept where it is one of those that are told apart
     */
    static ActionError error(String code, @Nullable String message) {
        var known = FailureText.classOf(code);
        var words = message == null || message.isBlank() ? code : message;
        return new ActionError(known.equals("failed") ? code : known, Fields.line(words, ERROR_MAX));
    }

    /** The events, the action first. */
    List<Event> events(List<FoundSecret> secrets) {
        var source = common.source();
        var event = common.toBuilder()
                .id(EventIds.derived(
                        source == null ? null : source.product(),
                        source == null ? null : source.service(),
                        source == null ? null : source.id(),
                        EventType.ACTION.wire(),
                        phase.wire()))
                .phase(phase)
                .action(action)
                .resource(resource)
                .build();
        var location = new Location("provider_record", null, null);
        var sightings = secrets.stream()
                .map(secret -> new Sighting(secret, Phase.DISCOVERED, null, location))
                .toList();
        var events = new ArrayList<>(Sighting.attach(event, String.valueOf(event.id()), sightings));
        changes.forEach(change -> events.add(credential(change, event)));
        return events;
    }

    /** The record stands with the action alone: rules about records must see it once. */
    private Event credential(CredentialChange change, Event cause) {
        var credential = change.credential();
        var source = common.source();
        return common.toBuilder()
                .type(EventType.CREDENTIAL)
                .source(source == null ? null : new Source(source.product(), source.service(), source.id(), null))
                .id(EventIds.derived(cause.id(), change.phase().wire(), credential.key()))
                .phase(change.phase())
                .credential(credential)
                .causationId(cause.id())
                .build();
    }
}
