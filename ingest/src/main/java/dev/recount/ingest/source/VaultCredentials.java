package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens by their accessors, secret ids by their HMACs and leases by their ids, as Vault's audit log shows them. */
final class VaultCredentials {

    private static final String TOKEN = "vault_token";
    private static final String SECRET_ID = "vault_secret_id";
    private static final String LEASE = "vault_lease";

    private VaultCredentials() {}

    /** What the request was made with: the secret id that an AppRole logs in with, else the token; null for neither. */
    static @Nullable Credential presented(JsonNode record) {
        var secretId = Fields.text(record, "request", "data", "secret_id");
        var token = Fields.text(record, "request", "client_token_accessor");
        var used = secretId == null ? (token == null ? usedToken(record) : token) : secretId;
        return used == null ? null : credential(secretId == null ? TOKEN : SECRET_ID, used, null, null);
    }

    /** Older entries name the token under {@code auth} alone, which after a login is the new one. */
    private static @Nullable String usedToken(JsonNode record) {
        var token = Fields.text(record, "auth", "accessor");
        var issued = Fields.text(record, "response", "auth", "accessor");
        return token == null || token.equals(issued) ? null : token;
    }

    /**
     * The credential events of a response that succeeded, without ids.
     *
     * @param common makes an event with what all of the record's have in common
     */
    static List<Event> of(JsonNode record, Supplier<EventBuilder> common) {
        var events = new ArrayList<Event>();
        var presented = presented(record);
        var from = presented == null ? null : presented.key();
        var response = record.path("response");
        var holder = Fields.text(response, "auth", "display_name");
        var to = holder == null ? null : "vault:" + holder;
        add(events, common, Phase.ISSUED, TOKEN, Fields.text(response, "auth", "accessor"), from, to);
        add(events, common, Phase.ISSUED, SECRET_ID, Fields.text(response, "data", "secret_id"), from, null);
        add(events, common, Phase.ISSUED, LEASE, Fields.text(response, "secret", "lease_id"), from, null);
        revoked(record, common, events);
        return events;
    }

    private static void revoked(JsonNode record, Supplier<EventBuilder> common, List<Event> events) {
        var path = String.valueOf(Fields.text(record, "request", "path"));
        var data = record.path("request").path("data");
        if (path.equals("auth/token/revoke-self")) {
            add(
                    events,
                    common,
                    Phase.REVOKED,
                    TOKEN,
                    Fields.text(record, "request", "client_token_accessor"),
                    null,
                    null);
        } else if (path.startsWith("auth/token/revoke")) {
            add(events, common, Phase.REVOKED, TOKEN, Fields.text(data, "accessor"), null, null);
        } else if (path.startsWith("sys/leases/revoke")) {
            add(events, common, Phase.REVOKED, LEASE, Fields.text(data, "lease_id"), null, null);
        }
    }

    private static void add(
            List<Event> events,
            Supplier<EventBuilder> common,
            Phase phase,
            String kind,
            @Nullable String handle,
            @Nullable String mintedFrom,
            @Nullable String issuedTo) {
        if (handle != null) {
            events.add(common.get()
                    .phase(phase)
                    .credential(credential(kind, handle, mintedFrom, issuedTo))
                    .build());
        }
    }

    private static Credential credential(
            String kind, String handle, @Nullable String mintedFrom, @Nullable String issuedTo) {
        return new Credential(null, kind, handle, null, null, null, mintedFrom, issuedTo);
    }
}
