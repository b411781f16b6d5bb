package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Source;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.operation.Operation;
import dev.recount.ingest.operation.VerbTables;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of Railway's {@code auditLogs} ({@code reference/formats.md} §2.6), alone or as the answer of the query with its
 * edges taken off. What the log holds has happened. {@code payload} and {@code context} may be objects or JSON in a string.
 */
public final class RailwayAudit implements RawSource {

    private static final int TEXT_MAX = 16_384;

    @Override
    public String name() {
        return "audit/railway";
    }

    @Override
    public List<String> wrappers() {
        return List.of("nodes", "node");
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var type = Fields.text(record, "eventType");
        if (type == null) {
            throw new UnreadableRecord("/eventType", "missing; expected an audit log node of Railway");
        }
        var payload = object(record.path("payload"));
        var does = VerbTables.railway(operation(type), payload);
        var canonical = CanonicalJson.of(LongTexts.cut(record, TEXT_MAX, Set.of()));
        var id = Fields.text(record, "id");
        var sourceId = id == null ? EventIds.derived(canonical.text()) : id;
        var event = Event.of(EventType.ACTION)
                .id(EventIds.derived("railway", "audit", sourceId, EventType.ACTION.wire(), Phase.SUCCEEDED.wire()))
                .phase(Phase.SUCCEEDED)
                .occurredAt(Fields.firstTime(record, "createdAt"))
                .sensor(new Sensor(SensorKind.PROVIDER_AUDIT, "railway", null))
                .actor(actor(object(record.path("context"))))
                .action(new Action(
                        sourceId,
                        null,
                        does.name(),
                        does.verb(),
                        type,
                        CanonicalJson.of(payload),
                        does.reversibility(),
                        null,
                        null,
                        null))
                .resource(resource(does))
                .source(new Source("railway", "audit", sourceId, canonical));
        for (String name : List.of("projectId", "environmentId", "workspaceId")) {
            var value = Fields.text(record, name);
            if (value != null) {
                event.label(name.replace("Id", "_id"), value);
            }
        }
        var action = event.build();
        var sightings = redacted.secrets().stream()
                .map(secret ->
                        new Sighting(secret, Phase.DISCOVERED, null, new Location("provider_record", null, null)))
                .toList();
        return Sighting.attach(action, String.valueOf(action.id()), sightings);
    }

    private static @Nullable Resource resource(Operation does) {
        if (does.resources().isEmpty()) {
            return null;
        }
        var named = does.resources().get(0);
        return new Resource(Fields.id(named.id()), named.kind(), null, null, null);
    }

    /** {@code volume.delete} and {@code VOLUME_DELETE} are the mutation {@code volumeDelete}. */
    private static String operation(String type) {
        var name = new StringBuilder();
        boolean upper = false;
        boolean shouted = type.equals(type.toUpperCase(Locale.ROOT));
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                upper = true;
            } else {
                char letter = shouted ? Character.toLowerCase(c) : c;
                name.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return name.toString();
    }

    private static @Nullable Actor actor(JsonNode context) {
        var actor = object(context.path("actor"));
        var id = Fields.firstText(actor, "id", "userId", "email");
        var direct = id == null ? Fields.firstText(context, "userId", "actorId", "tokenId") : id;
        var kind =
                switch (String.valueOf(Fields.firstText(actor, "type", "kind")).toLowerCase(Locale.ROOT)) {
                    case "user" -> ActorKind.HUMAN;
                    case "service", "system" -> ActorKind.SERVICE;
                    default -> ActorKind.UNKNOWN;
                };
        return direct == null
                ? null
                : new Actor(Fields.id("railway:" + direct), kind, Fields.firstText(actor, "name", "email"), null, null);
    }

    private static JsonNode object(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        try {
            return RecordJson.MAPPER.readTree(value.textValue());
        } catch (JsonProcessingException e) {
            return value;
        }
    }
}
