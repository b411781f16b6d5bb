package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.ingest.operation.AuditedOperation;
import dev.recount.ingest.operation.VerbTables;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of Kubernetes' audit log ({@code reference/formats.md} §2.3), as the lines of its file or the {@code EventList} of
 * its webhook. The stages of a request are phases of one action. Who sent the request is the actor; as whom it was to count
 * is told beside it.
 */
public final class KubernetesAudit implements RawSource {

    private static final String WHAT = "an audit event of Kubernetes";
    private static final String NAME = "kubernetes";
    private static final int REFUSED = 400;
    private static final int FORBIDDEN = 403;

    @Override
    public String name() {
        return "audit/" + NAME;
    }

    @Override
    public List<String> wrappers() {
        return List.of("items");
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var request = KubernetesRequest.of(record, Required.text(record, WHAT, "verb"));
        var stage = Required.text(record, WHAT, "stage");
        var phase = phase(stage, record, request);
        var does = VerbTables.kubernetes(request.verb(), request.target(), record.path("requestObject"));
        var credential = KubernetesCredentials.presented(record);
        return new AuditedCall(
                        common(record, stage, credential),
                        phase,
                        AuditedCall.action(
                                Fields.text(record, "auditID"),
                                does,
                                record.path("requestObject"),
                                request.dryRun() ? "dry_run" : null,
                                error(record, stage)),
                        resource(request, does),
                        phase == Phase.SUCCEEDED ? KubernetesCredentials.issued(record, credential) : List.of())
                .events(redacted.secrets());
    }

    private static Event common(JsonNode record, String stage, @Nullable Credential credential) {
        var id = Fields.text(record, "auditID");
        var common = AuditedCall.common(NAME, NAME, "audit", id == null ? null : id + "/" + stage, record)
                .occurredAt(at(record, stage))
                .actor(actor(Required.object(record, "user")))
                .credential(credential);
        AuditedCall.label(common, "source_address", address(record));
        AuditedCall.label(common, "user_agent", Fields.text(record, "userAgent"));
        AuditedCall.label(common, "impersonated_user", Fields.text(record, "impersonatedUser", "username"));
        AuditedCall.label(common, "decision", decision(record));
        return common.build();
    }

    /** Versions before v1 have one {@code timestamp}. */
    private static @Nullable Instant at(JsonNode record, String stage) {
        return stage.equals("RequestReceived")
                ? Required.time(record, "requestReceivedTimestamp", "stageTimestamp", "timestamp")
                : Required.time(record, "stageTimestamp", "requestReceivedTimestamp", "timestamp");
    }

    /** A rehearsal takes no effect at any stage. */
    private static Phase phase(String stage, JsonNode record, KubernetesRequest request) {
        var phase =
                switch (stage) {
                    case "RequestReceived" -> Phase.REQUESTED;
                    case "ResponseStarted" -> outcome(record, Phase.STARTED);
                    case "ResponseComplete" -> outcome(record, Phase.SUCCEEDED);
                    case "Panic" -> Phase.FAILED;
                    default ->
                        throw new UnreadableRecord(
                                "/stage", "expected RequestReceived, ResponseStarted, ResponseComplete or Panic");
                };
        return request.dryRun() && phase != Phase.DENIED ? Phase.FAILED : phase;
    }

    private static Phase outcome(JsonNode record, Phase well) {
        int code = code(record);
        if (code == FORBIDDEN || "forbid".equals(decision(record))) {
            return Phase.DENIED;
        }
        boolean failed = code >= REFUSED || "Failure".equals(Fields.text(record, "responseStatus", "status"));
        return failed ? Phase.FAILED : well;
    }

    private static int code(JsonNode record) {
        var code = Required.object(record, "responseStatus").path("code");
        if (!code.isMissingNode() && !code.isNull() && !code.isInt()) {
            throw new UnreadableRecord("/responseStatus/code", "expected an HTTP status such as 403");
        }
        return code.asInt();
    }

    private static @Nullable String decision(JsonNode record) {
        return Fields.text(record, "annotations", "authorization.k8s.io/decision");
    }

    private static @Nullable ActionError error(JsonNode record, String stage) {
        var status = record.path("responseStatus");
        var reason = Fields.text(status, "reason");
        int code = code(record);
        if (code < REFUSED && !"Failure".equals(Fields.text(status, "status"))) {
            return stage.equals("Panic") ? AuditedCall.error("panic", null) : null;
        }
        var told = (code == 0 ? "" : code + " ") + (reason == null ? "" : reason);
        return AuditedCall.error(told.isBlank() ? "failed" : told.strip(), Fields.text(status, "message"));
    }

    private static @Nullable Actor actor(JsonNode user) {
        var name = Fields.text(user, "username");
        if (name == null) {
            return null;
        }
        boolean own = name.startsWith("system:") && !name.equals("system:anonymous");
        return new Actor(Fields.id("k8s:" + name), own ? ActorKind.SERVICE : ActorKind.UNKNOWN, name, null, null);
    }

    /** The last address is the one that the API server saw; those before it the client may have written. */
    private static @Nullable String address(JsonNode record) {
        var addresses = record.path("sourceIPs");
        var last = addresses.path(addresses.size() - 1);
        return last.isTextual() && !last.textValue().isEmpty() ? last.textValue() : null;
    }

    private static @Nullable Resource resource(KubernetesRequest request, AuditedOperation does) {
        var id = request.resource();
        var kind = does.kind() == null ? request.kind() : does.kind();
        return id == null ? null : new Resource(Fields.id(id), kind, null, null, null);
    }
}
