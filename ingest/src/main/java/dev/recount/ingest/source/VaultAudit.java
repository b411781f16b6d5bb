package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
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
import dev.recount.ingest.operation.Operation;
import dev.recount.ingest.operation.VerbTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries of HashiCorp Vault's audit log ({@code reference/formats.md} §2.4), as lines. A request and its response are two
 * phases of one action; a response also tells which tokens, secret ids and leases came into being. The HMACs under which
 * Vault writes secrets join them and stay as they are.
 */
public final class VaultAudit implements RawSource {

    private static final int RECORD_TEXT_MAX = 65_536;

    @Override
    public String name() {
        return "audit/vault";
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var request = record.path("request");
        var phase = phase(record);
        var does = VerbTables.vault(
                required(request, "operation"),
                required(request, "path"),
                Fields.text(request, "mount_point"),
                Fields.text(request, "mount_type"));
        var sourceId = required(request, "id") + "/" + required(record, "type");
        var action = common(record, sourceId, EventType.ACTION)
                .id(EventIds.derived("vault", "audit", sourceId, EventType.ACTION.wire(), phase.wire()))
                .phase(phase)
                .action(action(record, does))
                .resource(resource(does))
                .build();
        var sightings = redacted.secrets().stream()
                .map(secret -> new Sighting(
                        secret,
                        secret.pointer().startsWith("/request/") ? Phase.USED : Phase.DISCOVERED,
                        null,
                        new Location("provider_record", null, null)))
                .toList();
        var events = new ArrayList<>(Sighting.attach(action, String.valueOf(Fields.text(request, "id")), sightings));
        if (phase == Phase.SUCCEEDED) {
            VaultCredentials.of(record, () -> common(record, sourceId, EventType.CREDENTIAL))
                    .forEach(credential -> events.add(caused(credential, action)));
        }
        return events;
    }

    private static Event caused(Event credential, Event action) {
        var phase = Objects.requireNonNull(credential.phase()).wire();
        return credential.toBuilder()
                .id(EventIds.derived(action.id(), phase, credential.credentialKey()))
                .causationId(action.id())
                .build();
    }

    private static String required(JsonNode record, String name) {
        var text = Fields.text(record, name);
        if (text == null) {
            throw new UnreadableRecord("/" + name, "missing; expected an audit entry of Vault with a string " + name);
        }
        return text;
    }

    /** What is there and cannot be read must not turn into "now" or "succeeded". */
    private static Phase phase(JsonNode record) {
        if (record.hasNonNull("time") && Fields.firstTime(record, "time") == null) {
            throw new UnreadableRecord("/time", "not an RFC 3339 time such as 2026-04-24T16:41:07Z");
        }
        return switch (required(record, "type")) {
            case "request" -> record.hasNonNull("error") ? Phase.FAILED : Phase.REQUESTED;
            case "response" -> record.hasNonNull("error") ? Phase.FAILED : Phase.SUCCEEDED;
            default -> throw new UnreadableRecord("/type", "expected request or response");
        };
    }

    private static EventBuilder common(JsonNode record, String sourceId, EventType type) {
        var request = record.path("request");
        var canonical = CanonicalJson.of(LongTexts.cut(record, RECORD_TEXT_MAX, Set.of()));
        var builder = Event.of(type)
                .occurredAt(Fields.firstTime(record, "time"))
                .sensor(new Sensor(SensorKind.PROVIDER_AUDIT, "vault", null))
                .actor(actor(record))
                .credential(VaultCredentials.presented(record))
                .source(new Source("hashicorp", "vault", sourceId, canonical));
        label(builder, "source_address", Fields.text(request, "remote_address"));
        label(builder, "namespace", Fields.text(request, "namespace", "id"));
        label(builder, "request_id", Fields.text(request, "id"));
        return builder;
    }

    private static void label(EventBuilder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.label(name, Fields.cut(value, 512));
        }
    }

    /** A login that is asked for is nobody's yet; one that is answered is of whom it let in. */
    private static @Nullable Actor actor(JsonNode record) {
        var name = Fields.text(record, "auth", "display_name");
        var entity = Fields.text(record, "auth", "entity_id");
        var id = entity == null ? name : "entity/" + entity;
        return id == null ? null : new Actor(Fields.id("vault:" + id), ActorKind.UNKNOWN, name, null, null);
    }

    private static Action action(JsonNode record, Operation does) {
        var data = record.path("request").path("data");
        var error = Fields.text(record, "error");
        return new Action(
                Fields.text(record, "request", "id"),
                null,
                does.name(),
                does.verb(),
                Fields.line(does.name() + (error == null ? "" : " (" + error.strip() + ")"), 240),
                data.isContainerNode() ? CanonicalJson.of(LongTexts.cut(data, RECORD_TEXT_MAX, Set.of())) : null,
                does.reversibility(),
                null,
                null,
                error == null ? null : new ActionError(FailureText.classOf(error), Fields.line(error, 512)));
    }

    private static Resource resource(Operation does) {
        var named = does.resources().get(0);
        return new Resource(Fields.id(named.id()), named.kind(), null, null, null);
    }
}
