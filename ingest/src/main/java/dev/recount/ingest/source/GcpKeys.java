package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of service accounts by their ids. An entry names a key by its full name, in one of several forms; the id behind the
 * last slash is in all of them, and is the {@code private_key_id} of the key's file.
 */
final class GcpKeys {

    private static final String KIND = "gcp_service_account_key";

    private GcpKeys() {}

    /** What the call was made with; null when that was no key. */
    static @Nullable Credential presented(JsonNode payload) {
        var key = id(Fields.text(payload, "authenticationInfo", "serviceAccountKeyName"));
        return key == null ? null : CredentialChange.presented(KIND, key);
    }

    static List<CredentialChange> changes(String method, JsonNode payload, Event common) {
        if (method.endsWith("CreateServiceAccountKey")) {
            var name = Fields.text(payload, "response", "name");
            var key = id(name);
            return key == null
                    ? List.of()
                    : List.of(CredentialChange.issued(KIND, key, common.credential(), holder(String.valueOf(name))));
        }
        var name = Fields.text(payload, "request", "name");
        var key = method.endsWith("DeleteServiceAccountKey") ? id(name == null ? resource(payload) : name) : null;
        return key == null ? List.of() : List.of(CredentialChange.revoked(KIND, key));
    }

    private static @Nullable String resource(JsonNode payload) {
        return Fields.text(payload, "resourceName");
    }

    private static @Nullable String id(@Nullable String name) {
        int at = name == null ? -1 : name.lastIndexOf("/keys/");
        return name == null || at < 0 || at + 6 == name.length() ? null : name.substring(at + 6);
    }

    /** {@code projects/p/serviceAccounts/a@p.iam.gserviceaccount.com/keys/k} is a key of that account. */
    private static @Nullable String holder(String name) {
        var steps = List.of(name.split("/", -1));
        int at = steps.indexOf("serviceAccounts");
        return at < 0 || at + 1 >= steps.size() ? null : Fields.id("gcp:" + steps.get(at + 1));
    }
}
