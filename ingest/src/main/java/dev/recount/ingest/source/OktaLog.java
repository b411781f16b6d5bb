package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.ingest.operation.VerbTables;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of Okta's System Log ({@code reference/formats.md} §2.7), as the array of its API or lines. */
public final class OktaLog implements RawSource {

    private static final String WHAT = "an event of Okta's System Log";
    private static final String NAME = "okta";
    private static final String API_TOKEN = "okta_api_token";
    private static final Set<String> NOBODY = Set.of("unknown", "null");

    @Override
    public String name() {
        return "audit/" + NAME;
    }

    @Override
    public List<Event> events(RedactedRecord redacted, Arrival arrival) {
        var record = redacted.document();
        var type = Required.text(record, WHAT, "eventType");
        var phase = phase(record);
        var credential = credential(record);
        var common = common(record, credential);
        return new AuditedCall(
                        common,
                        phase,
                        AuditedCall.action(
                                Fields.text(record, "uuid"),
                                VerbTables.okta(type),
                                record.path("debugContext").path("debugData"),
                                null,
                                error(record, phase)),
                        resource(record.path("target").path(0)),
                        phase == Phase.SUCCEEDED ? changes(type, record, common) : List.of())
                .events(redacted.secrets());
    }

    private static Event common(JsonNode record, @Nullable Credential credential) {
        var common = AuditedCall.common(NAME, NAME, NAME, Fields.text(record, "uuid"), record)
                .occurredAt(Required.time(record, "published"))
                .actor(actor(Required.object(record, "actor")))
                .credential(credential);
        AuditedCall.label(common, "source_address", Fields.text(record, "client", "ipAddress"));
        AuditedCall.label(common, "user_agent", Fields.text(record, "client", "userAgent", "rawUserAgent"));
        AuditedCall.label(common, "request_id", Fields.text(record, "debugContext", "debugData", "requestId"));
        AuditedCall.label(common, "transaction", Fields.text(record, "transaction", "id"));
        return common.build();
    }

    /** A result that is not of those that are documented is none: then the act was asked for, and no more is known. */
    private static Phase phase(JsonNode record) {
        var outcome = Required.object(record, "outcome");
        if (!outcome.hasNonNull("result")) {
            return Phase.SUCCEEDED;
        }
        return switch (Required.text(record, WHAT, "outcome", "result")) {
            case "SUCCESS", "ALLOW" -> Phase.SUCCEEDED;
            case "DENY" -> Phase.DENIED;
            case "FAILURE", "SKIPPED" -> Phase.FAILED;
            default -> Phase.REQUESTED;
        };
    }

    private static @Nullable ActionError error(JsonNode record, Phase phase) {
        var reason = Fields.text(record, "outcome", "reason");
        var result = Fields.text(record, "outcome", "result");
        boolean refused = phase == Phase.FAILED || phase == Phase.DENIED;
        return refused ? AuditedCall.error(reason == null ? String.valueOf(result) : reason, reason) : null;
    }

    private static @Nullable Actor actor(JsonNode actor) {
        var name = known(Fields.text(actor, "alternateId"));
        var own = Fields.text(actor, "id");
        var id = own == null ? name : own;
        var kind =
                switch (String.valueOf(Fields.text(actor, "type"))) {
                    case "User" -> ActorKind.HUMAN;
                    case "SystemPrincipal", "PublicClientApp", "PublicClientAppEntity", "AppInstance" ->
                        ActorKind.SERVICE;
                    default -> ActorKind.UNKNOWN;
                };
        var shown = name == null ? Fields.text(actor, "displayName") : name;
        return id == null ? null : new Actor(Fields.id("okta:" + id), kind, shown, null, null);
    }

    private static @Nullable Credential credential(JsonNode record) {
        var token = known(Fields.text(record, "transaction", "detail", "requestApiTokenId"));
        var session = known(Fields.text(record, "authenticationContext", "externalSessionId"));
        return token != null
                ? CredentialChange.presented(API_TOKEN, token)
                : session == null ? null : CredentialChange.presented("okta_session", session);
    }

    /** A token is the target of the event that tells of its making, by the id under which its requests name it. */
    private static List<CredentialChange> changes(String type, JsonNode record, Event common) {
        boolean made = type.equals("system.api_token.create");
        var token = made || type.equals("system.api_token.revoke") ? token(record.path("target")) : null;
        if (token == null) {
            return List.of();
        }
        return List.of(
                made
                        ? CredentialChange.issued(API_TOKEN, token, common.credential(), common.actorId())
                        : CredentialChange.revoked(API_TOKEN, token));
    }

    private static @Nullable String token(JsonNode targets) {
        for (JsonNode target : targets) {
            if ("Token".equals(Fields.text(target, "type"))) {
                return known(Fields.text(target, "id"));
            }
        }
        return null;
    }

    private static @Nullable Resource resource(JsonNode target) {
        var id = Fields.text(target, "id");
        var type = Fields.text(target, "type");
        var kind = type == null ? "target" : type.toLowerCase(Locale.ROOT);
        return id == null ? null : new Resource(Fields.id("okta:" + kind + "/" + id), kind, null, null, null);
    }

    /** Okta writes {@code unknown} where there is none. */
    private static @Nullable String known(@Nullable String value) {
        return value == null || NOBODY.contains(value) ? null : value;
    }
}
