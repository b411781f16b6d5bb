package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.ingest.operation.AuditedOperation;
import dev.recount.ingest.operation.VerbTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audit log entries of Google Cloud ({@code reference/formats.md} §2.7): {@code LogEntry}s with an {@code AuditLog} as
 * {@code protoPayload}, as lines, an array or the answer of {@code entries.list}. The first and the last entry of a long
 * running operation are phases of one action.
 */
public final class GcpAudit implements RawSource {

    private static final String WHAT = "a LogEntry with an AuditLog";
    private static final String NAME = "gcp";
    private static final String PAYLOAD = "protoPayload";
    private static final int PERMISSION_DENIED = 7;

    @Override
    public String name() {
        return "audit/" + NAME;
    }

    @Override
    public List<String> wrappers() {
        return List.of("entries");
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var payload = Required.object(record, PAYLOAD);
        var method = Required.text(record, WHAT, PAYLOAD, "methodName");
        var phase = phase(record, payload);
        var does = VerbTables.gcp(method, payload);
        var common = common(record, payload);
        return new AuditedCall(
                        common,
                        phase,
                        AuditedCall.action(id(record), does, payload.path("request"), null, error(payload)),
                        resource(payload, does),
                        phase == Phase.SUCCEEDED ? GcpKeys.changes(method, payload, common) : List.of())
                .events(redacted.secrets());
    }

    private static Event common(JsonNode record, JsonNode payload) {
        var common = AuditedCall.common(NAME, NAME, "gcp.audit", sourceId(record), record)
                .occurredAt(Required.time(record, "timestamp", "receiveTimestamp"))
                .actor(actor(payload))
                .credential(GcpKeys.presented(payload));
        var request = payload.path("requestMetadata");
        AuditedCall.label(common, "source_address", Fields.firstText(request, "callerIp", "callerIP"));
        AuditedCall.label(common, "user_agent", Fields.text(request, "callerSuppliedUserAgent"));
        AuditedCall.label(common, "service", Fields.text(payload, "serviceName"));
        AuditedCall.label(common, "project", Fields.text(record, "resource", "labels", "project_id"));
        return common.build();
    }

    /** An entry is one of a kind by log, time and {@code insertId} together. */
    private static @Nullable String sourceId(JsonNode record) {
        var insert = Fields.text(record, "insertId");
        return insert == null
                ? null
                : Fields.text(record, "logName") + "/" + Fields.text(record, "timestamp") + "/" + insert;
    }

    private static @Nullable String id(JsonNode record) {
        var operation = Fields.text(record, "operation", "id");
        return operation == null ? Fields.text(record, "insertId") : operation;
    }

    private static Phase phase(JsonNode record, JsonNode payload) {
        int code = code(payload);
        if (code != 0) {
            return code == PERMISSION_DENIED ? Phase.DENIED : Phase.FAILED;
        }
        var operation = record.path("operation");
        boolean begun =
                operation.path("first").asBoolean() && !operation.path("last").asBoolean();
        return begun ? Phase.STARTED : Phase.SUCCEEDED;
    }

    private static int code(JsonNode payload) {
        var code = payload.path("status").path("code");
        if (!code.isMissingNode() && !code.isNull() && !code.isInt()) {
            throw new UnreadableRecord("/protoPayload/status/code", "expected a number such as 7");
        }
        return code.asInt();
    }

    private static @Nullable ActionError error(JsonNode payload) {
        int code = code(payload);
        var name =
                switch (code) {
                    case 5 -> "NotFound";
                    case PERMISSION_DENIED -> "PERMISSION_DENIED";
                    case 8 -> "too many requests";
                    case 16 -> "UNAUTHENTICATED";
                    default -> "code " + code;
                };
        return code == 0 ? null : AuditedCall.error(name, Fields.text(payload, "status", "message"));
    }

    /** Whoever lent their rights to a service account answers for what it did. */
    private static @Nullable Actor actor(JsonNode payload) {
        var who = payload.path("authenticationInfo");
        var id = Fields.firstText(who, "principalEmail", "principalSubject", "authoritySelector");
        if (id == null) {
            return null;
        }
        var kind = id.endsWith("gserviceaccount.com")
                ? ActorKind.SERVICE
                : who.hasNonNull("principalEmail") ? ActorKind.HUMAN : ActorKind.UNKNOWN;
        var lender =
                Fields.text(who.path("serviceAccountDelegationInfo").path(0), "firstPartyPrincipal", "principalEmail");
        return new Actor(Fields.id("gcp:" + id), kind, id, null, lender == null ? null : Fields.id("gcp:" + lender));
    }

    private static @Nullable Resource resource(JsonNode payload, AuditedOperation does) {
        var name = Fields.text(payload, "resourceName");
        if (name == null) {
            return null;
        }
        var steps = name.split("/", -1);
        var collection = steps.length < 2 ? null : steps[steps.length - 2];
        var kind = does.kind() == null ? collection : does.kind();
        return new Resource(Fields.id("gcp:" + name), kind, null, null, null);
    }
}
