package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import dev.recount.ingest.operation.VerbTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of GitHub's audit log ({@code reference/formats.md} §2.5), as the array of its API or the lines of a stream or an
 * export. What the log holds has happened, but for pushes that a protection rejected and logins that failed.
 */
public final class GithubAudit implements RawSource {

    private static final String WHAT = "an entry of GitHub's audit log";
    private static final String NAME = "github";

    @Override
    public String name() {
        return "audit/" + NAME;
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var name = Required.text(record, WHAT, "action");
        var id = Fields.text(record, "_document_id");
        var does = VerbTables.github(name, record).or(told(Fields.text(record, "operation_type")));
        return new AuditedCall(
                        common(record, id),
                        phase(name),
                        AuditedCall.action(id, does, record.path("config"), null, null),
                        resource(record),
                        List.of())
                .events(redacted.secrets());
    }

    private static Event common(JsonNode record, @Nullable String id) {
        var agentSession = Fields.text(record, "agent_session_id");
        var common = AuditedCall.common(NAME, NAME, "audit", id, record)
                .occurredAt(Required.time(record, "@timestamp", "created_at"))
                .actor(actor(record))
                .session(agentSession == null ? null : new Session(Fields.id(agentSession), null, null, null, null))
                .credential(credential(record));
        AuditedCall.label(common, "source_address", Fields.text(record, "actor_ip"));
        AuditedCall.label(common, "user_agent", Fields.text(record, "user_agent"));
        AuditedCall.label(common, "request_id", Fields.text(record, "request_id"));
        AuditedCall.label(common, "access_type", Fields.text(record, "programmatic_access_type"));
        return common.build();
    }

    private static Phase phase(String action) {
        return switch (action) {
            case "protected_branch.rejected_ref_update" -> Phase.DENIED;
            case "user.failed_login" -> Phase.FAILED;
            default -> Phase.SUCCEEDED;
        };
    }

    /** What the entry says of itself. What it removes may be a membership as well as a thing. */
    private static @Nullable Verb told(@Nullable String operationType) {
        return operationType == null
                ? null
                : switch (operationType) {
                    case "create" -> Verb.CREATE;
                    case "modify", "remove" -> Verb.MODIFY;
                    case "access" -> Verb.READ;
                    case "authentication" -> Verb.AUTHENTICATE;
                    case "transfer" -> Verb.SHARE_EXTERNAL;
                    case "restore" -> Verb.RESTORE;
                    default -> null;
                };
    }

    private static @Nullable Actor actor(JsonNode record) {
        var name = Fields.text(record, "actor");
        if (name == null) {
            return null;
        }
        boolean bot = record.path("actor_is_bot").asBoolean() || name.endsWith("[bot]");
        boolean agent = record.path("actor_is_agent").asBoolean();
        var kind = agent ? ActorKind.AGENT : bot ? ActorKind.SERVICE : ActorKind.UNKNOWN;
        return new Actor(Fields.id("github:" + name), kind, name, null, null);
    }

    /** By the digest that GitHub shows of a token, and by its number where it shows none. */
    private static @Nullable Credential credential(JsonNode record) {
        var digest = Fields.text(record, "hashed_token");
        var number = record.path("token_id");
        boolean numbered = number.isIntegralNumber() && number.asLong() != 0;
        var handle = digest != null ? digest : numbered ? number.asText() : Fields.text(number);
        return handle == null ? null : CredentialChange.presented("github_token", handle);
    }

    private static @Nullable Resource resource(JsonNode record) {
        for (var kind : List.of("repo", "org", "business", "user")) {
            var name = Fields.text(record, kind);
            if (name != null) {
                var word = kind.equals("repo") ? "repository" : kind.equals("org") ? "organization" : kind;
                return new Resource(Fields.id("github:" + word + "/" + name), word, null, null, null);
            }
        }
        return null;
    }
}
