package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Source;
import dev.recount.event.Verb;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.operation.Operation;
import dev.recount.ingest.operation.VerbTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * AWS CloudTrail records ({@code reference/formats.md} §2.2), as S3 objects, EventBridge events, arrays or lines. One
 * action per record, and a credential event for each key that the call minted or took away. Access key ids are public
 * handles and stay in clear.
 */
public final class CloudTrail implements RawSource {

    private static final Pattern VERSION = Pattern.compile("20\\d{6}(v\\d+)?$");
    private static final int ARGUMENT_MAX = 16_384;
    private static final int RECORD_TEXT_MAX = 65_536;
    private static final int LABEL_MAX = 512;

    @Override
    public String name() {
        return "audit/cloudtrail";
    }

    @Override
    public List<String> wrappers() {
        return List.of("Records", "detail");
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        requireReadable(record);
        var does = operation(record);
        var builder = common(record, EventType.ACTION);
        var phase = Fields.text(record, "errorCode") == null ? Phase.SUCCEEDED : Phase.FAILED;
        var action = named(builder, phase)
                .phase(phase)
                .action(action(record, does))
                .resource(resource(record, does))
                .build();
        var sightings = redacted.secrets().stream()
                .filter(secret -> !secret.pointer().startsWith("/responseElements/credentials/"))
                .map(secret -> new Sighting(
                        secret,
                        secret.pointer().startsWith("/requestParameters/") ? Phase.USED : Phase.DISCOVERED,
                        null,
                        new Location("provider_record", null, null)))
                .toList();
        var events = new ArrayList<>(Sighting.attach(action, String.valueOf(action.id()), sightings));
        var minted = CloudTrailKeys.of(record, phase, common(record, EventType.CREDENTIAL));
        minted.forEach(key -> events.add(key.toBuilder()
                .id(EventIds.derived(
                        action.id(), Objects.requireNonNull(key.phase()).wire(), key.credentialKey()))
                .causationId(action.id())
                .build()));
        return events;
    }

    /** Some services put the version of their API behind the name: {@code UpdateFunctionCode20150331v2}. */
    private static Operation operation(JsonNode record) {
        var name = VERSION.matcher(required(record, "eventName")).replaceFirst("");
        return VerbTables.cloudTrail(required(record, "eventSource"), name, record.path("requestParameters"));
    }

    private static @Nullable Verb verb(JsonNode record, Operation does) {
        boolean onlyReads = record.path("readOnly").asBoolean() && does.verb() == Verb.EXECUTE;
        return onlyReads ? Verb.READ : does.verb();
    }

    /** What is there and cannot be read must not turn into "now", "nobody" or "succeeded". */
    private static void requireReadable(JsonNode record) {
        if (record.hasNonNull("eventTime") && Fields.firstTime(record, "eventTime") == null) {
            throw new UnreadableRecord("/eventTime", "not an RFC 3339 time such as 2026-04-24T16:41:07Z");
        }
        if (record.hasNonNull("errorCode") && !record.path("errorCode").isTextual()) {
            throw new UnreadableRecord("/errorCode", "expected a string");
        }
        if (record.hasNonNull("userIdentity") && !record.path("userIdentity").isObject()) {
            throw new UnreadableRecord("/userIdentity", "expected an object");
        }
    }

    private static String required(JsonNode record, String name) {
        var text = Fields.text(record, name);
        if (text == null) {
            throw new UnreadableRecord("/" + name, "missing; expected a CloudTrail record with a string " + name);
        }
        return text;
    }

    private static EventBuilder common(JsonNode record, EventType type) {
        var id = Fields.text(record, "eventID");
        var canonical = CanonicalJson.of(LongTexts.cut(record, RECORD_TEXT_MAX, Set.of()));
        var builder = Event.of(type)
                .occurredAt(Fields.firstTime(record, "eventTime", "@timestamp"))
                .sensor(new Sensor(SensorKind.PROVIDER_AUDIT, "cloudtrail", null))
                .actor(actor(record.path("userIdentity")))
                .credential(credential(record))
                .correlationId(Fields.text(record, "sharedEventID"))
                .source(new Source(
                        "aws", "cloudtrail", id == null ? EventIds.derived(canonical.text()) : id, canonical));
        label(builder, "source_address", Fields.text(record, "sourceIPAddress"));
        label(builder, "user_agent", Fields.text(record, "userAgent"));
        label(builder, "region", Fields.text(record, "awsRegion"));
        label(builder, "account", Fields.text(record, "recipientAccountId"));
        label(builder, "request_id", Fields.text(record, "requestID"));
        return builder;
    }

    private static void label(EventBuilder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.label(name, Fields.cut(value, LABEL_MAX));
        }
    }

    private static EventBuilder named(EventBuilder builder, Phase phase) {
        var source = Objects.requireNonNull(builder.build().source());
        return builder.id(EventIds.derived("aws", "cloudtrail", source.id(), EventType.ACTION.wire(), phase.wire()));
    }

    private static Actor actor(JsonNode identity) {
        var id = Fields.firstText(identity, "arn", "principalId", "invokedBy", "userName", "accountId", "type");
        var name = Fields.firstText(identity, "userName", "invokedBy");
        var issuer = Fields.text(identity, "sessionContext", "sessionIssuer", "userName");
        var behalf = Fields.text(identity, "sessionContext", "sourceIdentity");
        return new Actor(
                id == null ? "aws:unknown" : Fields.id(id),
                kind(Fields.text(identity, "type")),
                name == null ? issuer : name,
                null,
                behalf == null ? Fields.text(identity, "onBehalfOf", "userId") : behalf);
    }

    private static ActorKind kind(@Nullable String type) {
        return switch (String.valueOf(type)) {
            case "Root", "IdentityCenterUser", "SAMLUser" -> ActorKind.HUMAN;
            case "AWSService" -> ActorKind.SERVICE;
            default -> ActorKind.UNKNOWN;
        };
    }

    private static @Nullable Credential credential(JsonNode record) {
        var key = Fields.text(record, "userIdentity", "accessKeyId");
        return key == null ? null : CloudTrailKeys.credential(key, null, null);
    }

    private static Action action(JsonNode record, Operation does) {
        var parameters = record.path("requestParameters");
        var code = Fields.text(record, "errorCode");
        var message = Fields.text(record, "errorMessage");
        boolean dryRun = "Client.DryRunOperation".equals(code) || "DryRunOperation".equals(code);
        return new Action(
                Fields.text(record, "eventID"),
                null,
                does.name(),
                verb(record, does),
                Fields.line(does.name() + (code == null ? "" : " (" + code + ")"), 240),
                parameters.isContainerNode()
                        ? CanonicalJson.of(LongTexts.cut(parameters, ARGUMENT_MAX, Set.of()))
                        : null,
                does.reversibility(),
                null,
                dryRun ? "dry_run" : null,
                code == null
                        ? null
                        : new ActionError(errorClass(code), message == null ? code : code + ": " + message));
    }

    private static String errorClass(String code) {
        var known = FailureText.classOf(code);
        return known.equals("failed") ? code : known;
    }

    private static @Nullable Resource resource(JsonNode record, Operation does) {
        var named = does.resources().isEmpty() ? null : does.resources().get(0);
        for (JsonNode resource : record.path("resources")) {
            var arn = Fields.firstText(resource, "ARN", "arn");
            if (arn != null) {
                var kind = named == null ? Fields.text(resource, "type") : named.kind();
                return new Resource(Fields.id(arn), kind, null, null, null);
            }
        }
        return named == null ? null : new Resource(Fields.id(named.id()), named.kind(), null, null, null);
    }
}
