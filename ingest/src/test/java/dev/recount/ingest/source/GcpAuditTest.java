package dev.recount.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.ActorKind;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcpAuditTest {

    private static final String DISK = "projects/shop/zones/eu-a/disks/db";
    private static final String ACCOUNT = "projects/shop/serviceAccounts/deploy@shop.iam.gserviceaccount.com";

    private static final String KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    private final GcpAudit source = new GcpAudit();

    @Test
    void an_entry_becomes_one_action_that_keeps_the_sources_key() {
        var events = Sources.events(source, entry("v1.compute.disks.delete", DISK, "", ""));

        assertThat(events).hasSize(1);
        var event = events.get(0);
        assertThat(event.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(event.source().product()).isEqualTo("gcp");
        assertThat(event.source().service()).isEqualTo("gcp.audit");
        assertThat(event.source().id())
                .isEqualTo(
                        "projects/shop/logs/cloudaudit.googleapis.com%2Factivity/2026-04-24T16:41:07.123456789Z/i-1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.123456Z"));
        assertThat(event.actorId()).isEqualTo("gcp:dana@shop.example");
        assertThat(event.actor().kind()).isEqualTo(ActorKind.HUMAN);
        assertThat(event.verb()).isEqualTo(Verb.DESTROY);
        assertThat(event.resourceId()).isEqualTo("gcp:" + DISK);
        assertThat(event.resource().kind()).isEqualTo("disk");
        assertThat(event.labels()).containsEntry("source_address", "192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({"7, DENIED, permission", "5, FAILED, not_found", "16, FAILED, authentication", "9, FAILED, code 9"})
    void the_status_is_the_outcome(int code, Phase phase, String error) {
        var event = Sources.events(
                        source, entry("storage.buckets.delete", DISK, ",\"status\":{\"code\":" + code + "}", ""))
                .get(0);

        assertThat(event.phase()).isEqualTo(phase);
        assertThat(event.action().error().code()).isEqualTo(error);
    }

    @Test
    void the_entries_of_a_long_operation_are_phases_of_one_action() {
        var first = Sources.events(
                        source,
                        entry("v1.compute.disks.delete", DISK, "", ",\"operation\":{\"id\":\"op-1\",\"first\":true}"))
                .get(0);
        var last = Sources.events(
                        source,
                        entry("v1.compute.disks.delete", DISK, "", ",\"operation\":{\"id\":\"op-1\",\"last\":true}")
                                .replace("i-1", "i-2"))
                .get(0);

        assertThat(first.phase()).isEqualTo(Phase.STARTED);
        assertThat(last.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(first.actionId()).isEqualTo(last.actionId()).isEqualTo("op-1");
        assertThat(first.id()).isNotEqualTo(last.id());
    }

    @Test
    void a_key_is_issued_used_and_withdrawn_under_its_id() {
        var made = Sources.events(
                source,
                entry(
                        "google.iam.admin.v1.CreateServiceAccountKey",
                        ACCOUNT,
                        ",\"response\":{\"name\":\"" + ACCOUNT + "/keys/" + KEY + "\"}",
                        ""));
        var used = Sources.events(
                source,
                entry("storage.objects.get", DISK, "", "")
                        .replace(
                                "\"principalEmail\":\"dana@shop.example\"",
                                "\"principalEmail\":\"deploy@shop.iam.gserviceaccount.com\",\"serviceAccountKeyName\":"
                                        + "\"//iam.googleapis.com/" + ACCOUNT + "/keys/" + KEY + "\""));
        var gone = Sources.events(
                source, entry("google.iam.admin.v1.DeleteServiceAccountKey", ACCOUNT + "/keys/" + KEY, "", ""));

        assertThat(made.get(1).is(EventType.CREDENTIAL, Phase.ISSUED)).isTrue();
        assertThat(made.get(1).credential().providerId()).isEqualTo(KEY);
        assertThat(made.get(1).credential().issuedTo()).isEqualTo("gcp:deploy@shop.iam.gserviceaccount.com");
        assertThat(used.get(0).credential().providerId()).isEqualTo(KEY);
        assertThat(used.get(0).actor().kind()).isEqualTo(ActorKind.SERVICE);
        assertThat(gone.get(1).is(EventType.CREDENTIAL, Phase.REVOKED)).isTrue();
        assertThat(gone.get(1).credential().providerId()).isEqualTo(KEY);
    }

    @Test
    void who_lent_their_rights_to_a_service_account_answers_for_it() {
        var event = Sources.events(
                        source,
                        entry("storage.objects.get", DISK, "", "")
                                .replace(
                                        "\"principalEmail\":\"dana@shop.example\"",
                                        "\"principalEmail\":\"deploy@shop.iam.gserviceaccount.com\","
                                                + "\"serviceAccountDelegationInfo\":[{\"firstPartyPrincipal\":"
                                                + "{\"principalEmail\":\"dana@shop.example\"}}]"))
                .get(0);

        assertThat(event.actorId()).isEqualTo("gcp:deploy@shop.iam.gserviceaccount.com");
        assertThat(event.actor().onBehalfOf()).isEqualTo("gcp:dana@shop.example");
    }

    @ParameterizedTest
    @CsvSource({
        "google.logging.v2.ConfigServiceV2.DeleteSink, LOG_OFF",
        "google.cloud.sql.v1beta4.SqlInstancesService.Delete, DESTROY",
        "beta.compute.snapshots.setIamPolicy, SHARE_EXTERNAL",
        "google.iam.admin.v1.SetIAMPolicy, GRANT",
        "SetIamPolicy, GRANT",
        "storage.setIamPermissions, GRANT",
        "google.cloud.secretmanager.v1.SecretManagerService.AccessSecretVersion, READ_SECRET",
        "google.pubsub.v1.Publisher.ListTopics, DISCOVER",
        "google.frobnicate.v1.Frobnicator.Frobnicate, "
    })
    void what_a_call_does_is_told_by_its_method(String method, Verb verb) {
        assertThat(Sources.events(source, entry(method, DISK, "", "")).get(0).verb())
                .isEqualTo(verb);
    }

    @Test
    void the_answer_of_a_query_is_taken_apart() {
        var one = entry("storage.objects.get", DISK, "", "");
        var list = "{\"entries\":[" + one + "," + one + "],\"nextPageToken\":\"x\"}";

        assertThat(WrappedRecords.slices(list.getBytes(UTF_8), source.wrappers()))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"methodName\"', '\"method\"', /protoPayload/methodName",
        "'\"protoPayload\":{', '\"protoPayload\":1,\"x\":{', /protoPayload",
        "'2026-04-24T16:41:07.123456789Z', 'today', /timestamp",
        "'\"status\":{}', '\"status\":{\"code\":\"7\"}', /protoPayload/status/code"
    })
    void what_cannot_be_read_is_refused_by_name(String good, String bad, String pointer) {
        var record = entry("storage.buckets.delete", DISK, ",\"status\":{}", "");

        Sources.assertRefused(source, record.replace(good, bad), pointer);
    }

    private static String entry(String method, String resource, String payload, String more) {
        return "{\"insertId\":\"i-1\",\"logName\":\"projects/shop/logs/cloudaudit.googleapis.com%2Factivity\","
                + "\"timestamp\":\"2026-04-24T16:41:07.123456789Z\",\"protoPayload\":{\"@type\":"
                + "\"type.googleapis.com/google.cloud.audit.AuditLog\",\"methodName\":\"" + method
                + "\",\"resourceName\":\"" + resource + "\",\"authenticationInfo\":{\"principalEmail\":"
                + "\"dana@shop.example\"},\"requestMetadata\":{\"callerIp\":\"192.0.2.7\"}" + payload + "}" + more
                + "}";
    }
}
