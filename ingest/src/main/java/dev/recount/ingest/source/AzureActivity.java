package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.ActionError;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.operation.AuditedOperation;
import dev.recount.ingest.operation.VerbTables;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Entries of Azure's Activity Log ({@code reference/formats.md} §2.7), as the REST API answers with them
 * ({@code {"value":[…]}}, {@code operationName.value}) and as diagnostic settings send them to an event hub
 * ({@code {"records":[…]}}, {@code operationName}). An operation's begin and end are phases of one action.
 */
public final class AzureActivity implements RawSource {

    private static final String NAME = "azure";
    private static final String LOCK = "/providers/microsoft.authorization/locks/";

    @Override
    public String name() {
        return "audit/" + NAME;
    }

    @Override
    public List<String> wrappers() {
        return List.of("records", "value");
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var operation = valueOf(record, "operationName");
        if (operation == null) {
            throw new UnreadableRecord(
                    "/operationName", "missing; expected an entry of Azure's Activity Log with an operationName");
        }
        var does = VerbTables.azure(operation);
        var phase = phase(record);
        return new AuditedCall(
                        common(record),
                        phase,
                        AuditedCall.action(
                                id(record, operation), does, record.path("properties"), null, error(record, phase)),
                        resource(record, does),
                        List.of())
                .events(redacted.secrets());
    }

    private static Event common(JsonNode record) {
        var claims = AzureCaller.claims(record);
        var common = AuditedCall.common(NAME, NAME, "activitylogs", Fields.text(record, "eventDataId"), record)
                .occurredAt(Required.time(record, "eventTimestamp", "time"))
                .actor(AzureCaller.actor(record, claims))
                .credential(AzureCaller.token(claims))
                .correlationId(id(Fields.text(record, "correlationId")));
        var address = Fields.text(record, "httpRequest", "clientIpAddress");
        AuditedCall.label(common, "source_address", address == null ? Fields.text(record, "callerIpAddress") : address);
        AuditedCall.label(common, "app_id", Fields.text(claims, "appid"));
        AuditedCall.label(common, "subscription", Fields.text(record, "subscriptionId"));
        return common.build();
    }

    /** An event hub's records have no id of the operation; those of one deployment share {@code correlationId}. */
    private static @Nullable String id(JsonNode record, String operation) {
        var own = Fields.text(record, "operationId");
        var shared = Fields.text(record, "correlationId");
        return own != null || shared == null
                ? own
                : EventIds.derived(shared, lower(operation), lower(Fields.text(record, "resourceId")));
    }

    private static @Nullable String id(@Nullable String text) {
        return text == null ? null : Fields.id(text);
    }

    /** What is not documented says no more than that the operation was asked for. */
    private static Phase phase(JsonNode record) {
        var status = valueOf(record, record.hasNonNull("status") ? "status" : "resultType");
        return switch (String.valueOf(lower(status))) {
            case "null", "succeeded", "success" -> Phase.SUCCEEDED;
            case "started", "start", "accepted", "accept", "in progress", "inprogress" -> Phase.STARTED;
            case "failed", "failure" -> refused(record) ? Phase.DENIED : Phase.FAILED;
            default -> Phase.REQUESTED;
        };
    }

    private static boolean refused(JsonNode record) {
        return FailureText.classOf(String.valueOf(why(record))).equals("permission");
    }

    /** {@code Forbidden}, {@code Failed.Forbidden}, … */
    private static @Nullable String why(JsonNode record) {
        var sub = valueOf(record, record.hasNonNull("subStatus") ? "subStatus" : "resultSignature");
        var code = Fields.text(record, "properties", "statusCode");
        return sub == null || sub.isBlank() ? code : sub;
    }

    private static @Nullable ActionError error(JsonNode record, Phase phase) {
        if (phase != Phase.FAILED && phase != Phase.DENIED) {
            return null;
        }
        var why = why(record);
        var message = Fields.text(record, "properties", "statusMessage");
        return AuditedCall.error(
                why == null ? "failed" : why, message == null ? Fields.text(record, "resultDescription") : message);
    }

    /** Azure does not tell upper from lower case, and writes both. A lock stands for what it protects. */
    private static @Nullable Resource resource(JsonNode record, AuditedOperation does) {
        var id = lower(Fields.text(record, "resourceId"));
        if (id == null) {
            return null;
        }
        int lock = id.indexOf(LOCK);
        var target = lock < 0 ? id : id.substring(0, lock);
        var steps = target.split("/", -1);
        var kind = steps.length < 2 ? null : steps[steps.length - 2];
        return new Resource(Fields.id("azure:" + target), does.kind() == null ? kind : does.kind(), null, null, null);
    }

    /** A text, or the {@code value} of an object that also has it in the reader's language. */
    private static @Nullable String valueOf(JsonNode record, String name) {
        var field = record.path(name);
        if (record.hasNonNull(name) && !field.isTextual() && !field.isObject()) {
            throw new UnreadableRecord("/" + name, "expected a string or an object with a value");
        }
        return field.isObject() ? Fields.text(field, "value") : Fields.text(field);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
