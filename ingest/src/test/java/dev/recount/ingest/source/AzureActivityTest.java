package dev.recount.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.ActorKind;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureActivityTest {

    private static final String DISK = "/subscriptions/s-1/resourceGroups/Shop/providers/Microsoft.Compute/disks/DB";
    private static final String LOWER = "/subscriptions/s-1/resourcegroups/shop/providers/microsoft.compute/disks/db";

    private final AzureActivity source = new AzureActivity();

    @Test
    void an_entry_of_the_api_becomes_one_action_that_keeps_the_sources_id() {
        var event = Sources.event(source, api("Microsoft.Compute/disks/delete", DISK, "Succeeded", ""));

        assertThat(event.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(event.source().product()).isEqualTo("azure");
        assertThat(event.source().service()).isEqualTo("activitylogs");
        assertThat(event.source().id()).isEqualTo("e-1");
        assertThat(event.actionId()).isEqualTo("op-1");
        assertThat(event.correlationId()).isEqualTo("c-1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.123456Z"));
        assertThat(event.actorId()).isEqualTo("azure:dana@shop.example");
        assertThat(event.actor().kind()).isEqualTo(ActorKind.HUMAN);
        assertThat(event.credential().providerId()).isEqualTo("xKf9d8s7a6EeJ0aBcDeFAA");
        assertThat(event.verb()).isEqualTo(Verb.DESTROY);
        assertThat(event.resourceId()).isEqualTo("azure:" + LOWER);
        assertThat(event.labels()).containsEntry("source_address", "192.0.2.7").containsEntry("app_id", "app-1");
    }

    @Test
    void a_record_of_an_event_hub_tells_the_same_of_the_same_thing() {
        var begun = Sources.event(source, hub("MICROSOFT.COMPUTE/DISKS/DELETE", "Start", ""));
        var done = Sources.event(source, hub("MICROSOFT.COMPUTE/DISKS/DELETE", "Success", ""));
        var other = Sources.event(source, hub("MICROSOFT.COMPUTE/SNAPSHOTS/DELETE", "Success", ""));

        assertThat(begun.phase()).isEqualTo(Phase.STARTED);
        assertThat(done.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(done.actionId()).isEqualTo(begun.actionId()).isNotEqualTo(other.actionId());
        assertThat(done.resourceId()).isEqualTo("azure:" + LOWER);
        assertThat(done.actorId()).isEqualTo("azure:dana@shop.example");
        assertThat(done.credential().providerId()).isEqualTo("xKf9d8s7a6EeJ0aBcDeFAA");
        assertThat(done.labels()).containsEntry("source_address", "192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({
        "Started, '', STARTED, ",
        "Accepted, '', STARTED, ",
        "Failed, Forbidden (HTTP Status Code: 403), DENIED, permission",
        "Failed, Conflict (HTTP Status Code: 409), FAILED, Conflict (HTTP Status Code: 409)",
        "Failed, '', FAILED, failed",
        "Active, '', REQUESTED, "
    })
    void the_status_is_the_outcome(String status, String sub, Phase phase, String error) {
        var event = Sources.event(
                source,
                api("Microsoft.Compute/disks/delete", DISK, status, ",\"subStatus\":{\"value\":\"" + sub + "\"}"));

        assertThat(event.phase()).isEqualTo(phase);
        assertThat(
                        event.action().error() == null
                                ? null
                                : event.action().error().code())
                .isEqualTo(error);
    }

    @Test
    void a_lock_stands_for_what_it_protects() {
        var lock = DISK + "/providers/Microsoft.Authorization/locks/keep";
        var event = Sources.event(source, api("Microsoft.Authorization/locks/delete", lock, "Succeeded", ""));

        assertThat(event.verb()).isEqualTo(Verb.PROTECT_OFF);
        assertThat(event.resourceId()).isEqualTo("azure:" + LOWER);
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Insights/diagnosticSettings/delete, LOG_OFF",
        "MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION, READ_SECRET",
        "Microsoft.Compute/snapshots/beginGetAccess/action, SHARE_EXTERNAL",
        "Microsoft.Frob/widgets/delete, DESTROY",
        "Microsoft.Frob/widgets/write, MODIFY",
        "Something else, "
    })
    void what_an_operation_does_is_told_by_its_name(String operation, Verb verb) {
        assertThat(Sources.event(source, api(operation, DISK, "Succeeded", "")).verb())
                .isEqualTo(verb);
    }

    @Test
    void both_deliveries_are_taken_apart() {
        var one = hub("MICROSOFT.COMPUTE/DISKS/DELETE", "Start", "");

        for (String field : source.wrappers()) {
            var list = "{\"" + field + "\":[" + one + "," + one + "]}";
            assertThat(WrappedRecords.slices(list.getBytes(UTF_8), source.wrappers()))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"operationName\":{\"value\"', '\"operationName\":{\"v\"', /operationName",
        "'\"operationName\":{', '\"operationName\":5,\"x\":{', /operationName",
        "2026-04-24T16:41:07.1234567Z, then, /eventTimestamp",
        "'\"status\":{', '\"status\":7,\"x\":{', /status",
        "'\"claims\":{', '\"claims\":7,\"x\":{', /claims"
    })
    void what_cannot_be_read_is_refused_by_name(String good, String bad, String pointer) {
        var record = api("Microsoft.Compute/disks/delete", DISK, "Succeeded", "");

        Sources.assertRefused(source, record.replace(good, bad), pointer);
    }

    private static String api(String operation, String resource, String status, String more) {
        return "{\"eventDataId\":\"e-1\",\"operationId\":\"op-1\",\"correlationId\":\"c-1\",\"eventTimestamp\":"
                + "\"2026-04-24T16:41:07.1234567Z\",\"caller\":\"dana@shop.example\",\"claims\":{\"appid\":\"app-1\","
                + "\"uti\":\"xKf9d8s7a6EeJ0aBcDeFAA\"},\"httpRequest\":{\"clientIpAddress\":\"192.0.2.7\"},\"operationName\":{\"value\":\""
                + operation + "\",\"localizedValue\":\"x\"},\"status\":{\"value\":\"" + status + "\"},\"resourceId\":\""
                + resource + "\"" + more + "}";
    }

    private static String hub(String operation, String result, String more) {
        return "{\"time\":\"2026-04-24T16:41:07.1234567Z\",\"resourceId\":\"" + DISK.toUpperCase(Locale.ROOT)
                + "\",\"operationName\":\"" + operation + "\",\"category\":\"Administrative\",\"resultType\":\""
                + result
                + "\",\"correlationId\":\"c-1\",\"callerIpAddress\":\"192.0.2.7\",\"identity\":{\"claims\":{\"uti\":\"xKf9d8s7a6EeJ0aBcDeFAA\","
                + "\"appid\":\"app-1\",\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\":"
                + "\"dana@shop.example\"}}" + more + "}";
    }
}
