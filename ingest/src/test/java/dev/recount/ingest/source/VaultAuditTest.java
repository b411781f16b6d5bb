package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.UnreadableRecord;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultAuditTest {

    private static final String CALLER = "hmac-sha256:" + "a1".repeat(32);
    private static final String ISSUED = "hmac-sha256:" + "b2".repeat(32);
    private static final String SECRET_ID = "hmac-sha256:" + "c3".repeat(32);

    private final VaultAudit source = new VaultAudit();

    @Test
    void a_request_and_its_response_are_phases_of_one_action() {
        var asked = Sources.events(source, entry("request", "delete", "secret/metadata/shop", "", ""))
                .get(0);
        var done = Sources.events(source, entry("response", "delete", "secret/metadata/shop", "", ""))
                .get(0);

        assertThat(asked.is(EventType.ACTION, Phase.REQUESTED)).isTrue();
        assertThat(done.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(done.actionId()).isEqualTo(asked.actionId()).isEqualTo("r-1");
        assertThat(done.source().id()).isEqualTo("r-1/response");
        assertThat(done.id()).isNotEqualTo(asked.id());
        assertThat(done.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.123456Z"));
        assertThat(done.verb()).isEqualTo(Verb.PURGE);
        assertThat(done.resourceId()).isEqualTo("vault:secret/metadata/shop");
        assertThat(done.actor().id()).isEqualTo("vault:ci");
        assertThat(done.labels()).containsEntry("source_address", "192.0.2.7");
    }

    @Test
    void the_same_entry_twice_is_one_event() {
        var entry = entry("response", "read", "secret/data/shop", "", "");

        assertThat(Sources.events(source, entry)).isEqualTo(Sources.events(source, entry));
    }

    @Test
    void a_refused_request_is_an_attempt() {
        var event = Sources.events(
                        source,
                        entry("response", "delete", "sys/audit/file", "", ",\"error\":\"1 error: permission denied\""))
                .get(0);

        assertThat(event.phase()).isEqualTo(Phase.FAILED);
        assertThat(event.verb()).isEqualTo(Verb.LOG_OFF);
        assertThat(event.action().error().code()).isEqualTo("permission");
    }

    @Test
    void a_login_mints_a_token_from_the_secret_id_that_was_issued_before() {
        var issued = Sources.events(
                source,
                entry(
                        "response",
                        "update",
                        "auth/approle/role/r/secret-id",
                        "",
                        ",\"response\":{\"data\":{\"secret_id\":\"" + SECRET_ID + "\"}}"));
        var login = Sources.events(
                source,
                entry(
                        "response",
                        "update",
                        "auth/approle/login",
                        ",\"data\":{\"secret_id\":\"" + SECRET_ID + "\"}",
                        ",\"response\":{\"auth\":{\"accessor\":\"" + ISSUED + "\",\"display_name\":\"approle\"}}"));

        assertThat(issued.get(1).is(EventType.CREDENTIAL, Phase.ISSUED)).isTrue();
        assertThat(issued.get(1).credential().providerId()).isEqualTo(SECRET_ID);
        assertThat(issued.get(1).credential().mintedFrom()).isEqualTo(CALLER);
        assertThat(login.get(0).verb()).isEqualTo(Verb.AUTHENTICATE);
        assertThat(login.get(1).credential().providerId()).isEqualTo(ISSUED);
        assertThat(login.get(1).credential().mintedFrom()).isEqualTo(SECRET_ID);
        assertThat(login.get(1).credential().issuedTo()).isEqualTo("vault:approle");
        assertThat(login.get(1).causationId()).isEqualTo(login.get(0).id());
    }

    @Test
    void a_revoked_token_is_named_by_its_accessor() {
        var events = Sources.events(
                source,
                entry(
                        "response",
                        "update",
                        "auth/token/revoke-accessor",
                        ",\"data\":{\"accessor\":\"" + ISSUED + "\"}",
                        ""));

        assertThat(events.get(1).is(EventType.CREDENTIAL, Phase.REVOKED)).isTrue();
        assertThat(events.get(1).credential().providerId()).isEqualTo(ISSUED);
    }

    @ParameterizedTest
    @CsvSource({
        "update, auth/approle/login, , , AUTHENTICATE",
        "update, auth/team/userpass/login/bob, , , AUTHENTICATE",
        "delete, auth/userpass/users/login-bot, , , DESTROY",
        "update, auth/userpass/users/login, , , MODIFY",
        "update, auth/userpass/users/login, auth/userpass/, userpass, MODIFY",
        "read, team/kv/data/prod/db, , , READ_SECRET",
        "read, team/kv/data/prod/db, team/kv/, kv, READ_SECRET",
        "delete, team/kv/metadata/prod/db, , , PURGE",
        "read, legacy/prod/db, legacy/, kv, READ_SECRET",
        "delete, legacy/prod/db, legacy/, generic, PURGE",
        "read, database/roles/data/x, database/, database, READ",
        "delete, sys/audit/file, , , LOG_OFF"
    })
    void what_a_request_does_is_told_by_its_engine(
            String operation, String path, String mountPoint, String mountType, Verb verb) {
        var mount = mountPoint == null
                ? ""
                : ",\"mount_point\":\"" + mountPoint + "\",\"mount_type\":\"" + mountType + "\"";

        var event = Sources.events(source, entry("response", operation, path, mount, ""))
                .get(0);

        assertThat(event.verb()).isEqualTo(verb);
    }

    /** Vault can be told to write them so, with {@code log_raw}. */
    @Test
    void a_token_in_clear_is_taken_out() {
        var token = "hvs." + "CAESI".repeat(18);
        var events = Sources.events(
                source, entry("response", "read", "secret/data/shop", ",\"client_token\":\"" + token + "\"", ""));

        assertThat(events.toString()).doesNotContain(token);
        assertThat(events).anyMatch(event -> event.is(EventType.CREDENTIAL, Phase.USED));
    }

    @Test
    void what_is_no_entry_is_refused_by_name() {
        assertThatThrownBy(() -> Sources.events(source, "{\"type\":\"request\"}"))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("operation");
        assertThatThrownBy(() -> Sources.events(
                        source, entry("response", "read", "x", "", "").replace("2026-04-24T16", "yesterday ")))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("RFC 3339");
    }

    private static String entry(String type, String operation, String path, String request, String rest) {
        return "{\"time\":\"2026-04-24T16:41:07.123456789Z\",\"type\":\"" + type
                + "\",\"auth\":{\"display_name\":\"ci\",\"accessor\":\"" + CALLER + "\"},\"request\":{\"id\":\"r-1\","
                + "\"operation\":\"" + operation + "\",\"client_token_accessor\":\"" + CALLER + "\",\"path\":\"" + path
                + "\",\"remote_address\":\"192.0.2.7\"" + request + "}" + rest + "}";
    }
}
