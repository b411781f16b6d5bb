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

class KubernetesAuditTest {

    private static final String JTI = "JTI=5f1d3c0a-8a0e-4f0e-9a53-0c5d1d2f7b11";
    private static final String ISSUED = "JTI=0d9f2a11-4c35-4a0b-8a55-9d2f6f1c0e42";
    private static final String POD = "\"objectRef\":{\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web\"}";

    private final KubernetesAudit source = new KubernetesAudit();

    @Test
    void a_request_becomes_one_action_that_keeps_the_sources_key() {
        var event = Sources.event(source, entry("ResponseComplete", "delete", POD, ""));

        assertThat(event.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(event.source().product()).isEqualTo("kubernetes");
        assertThat(event.source().service()).isEqualTo("audit");
        assertThat(event.source().id()).isEqualTo("a-1/ResponseComplete");
        assertThat(event.actionId()).isEqualTo("a-1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.234567Z"));
        assertThat(event.actor().id()).isEqualTo("k8s:dana");
        assertThat(event.credential().providerId()).isEqualTo(JTI);
        assertThat(event.action().operation()).isEqualTo("delete pods");
        assertThat(event.verb()).isEqualTo(Verb.DESTROY);
        assertThat(event.resourceId()).isEqualTo("k8s:pods/shop/web");
        assertThat(event.labels()).containsEntry("user_agent", "kubectl/v1.33");
    }

    @Test
    void the_stages_of_a_request_are_phases_of_one_action() {
        var asked = Sources.event(source, entry("RequestReceived", "create", exec(), ""));
        var opened =
                Sources.event(source, entry("ResponseStarted", "create", exec(), ",\"responseStatus\":{\"code\":101}"));
        var panicked = Sources.event(source, entry("Panic", "create", exec(), ",\"responseStatus\":{\"code\":500}"));

        assertThat(asked.phase()).isEqualTo(Phase.REQUESTED);
        assertThat(asked.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.123456Z"));
        assertThat(opened.phase()).isEqualTo(Phase.STARTED);
        assertThat(opened.verb()).isEqualTo(Verb.EXECUTE);
        assertThat(panicked.phase()).isEqualTo(Phase.FAILED);
        assertThat(opened.actionId()).isEqualTo(asked.actionId());
        assertThat(opened.id()).isNotEqualTo(asked.id());
        assertThat(opened.resourceId()).isEqualTo("k8s:pods/shop/web");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"code\":403,\"reason\":\"Forbidden\",\"message\":\"not for you\"}', DENIED, permission",
        "'{\"code\":404,\"reason\":\"NotFound\"}', FAILED, not_found",
        "'{\"code\":409,\"reason\":\"Conflict\"}', FAILED, 409 Conflict",
        "'{\"status\":\"Failure\",\"reason\":\"Forbidden\"}', FAILED, permission"
    })
    void what_the_server_answered_is_the_outcome(String status, Phase phase, String code) {
        var event = Sources.event(source, entry("ResponseComplete", "delete", POD, ",\"responseStatus\":" + status));

        assertThat(event.phase()).isEqualTo(phase);
        assertThat(event.action().error().code()).isEqualTo(code);
    }

    @Test
    void a_rehearsal_takes_no_effect() {
        var byUri = Sources.event(
                source, entry("ResponseComplete", "delete", POD, "").replace("/web\"", "/web?force=true&dryRun=All\""));
        var byBody = Sources.event(
                source, entry("ResponseComplete", "delete", POD, ",\"requestObject\":{\"dryRun\":[\"All\"]}"));

        assertThat(byUri.action().guard()).isEqualTo("dry_run");
        assertThat(byUri.phase()).isEqualTo(Phase.FAILED);
        assertThat(byBody.phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void who_sent_the_request_is_the_actor_and_not_as_whom_it_counted() {
        var event = Sources.event(
                source,
                entry(
                        "ResponseComplete",
                        "delete",
                        POD,
                        ",\"impersonatedUser\":{\"username\":\"system:admin\"},\"sourceIPs\":[\"203.0.113.9\",\"192.0.2.7\"]"));

        assertThat(event.actorId()).isEqualTo("k8s:dana");
        assertThat(event.labels())
                .containsEntry("impersonated_user", "system:admin")
                .containsEntry("source_address", "192.0.2.7");
    }

    @Test
    void a_service_accounts_token_is_minted_from_the_callers_credential() {
        var token = "\"objectRef\":{\"resource\":\"serviceaccounts\",\"subresource\":\"token\",\"namespace\":\"shop\","
                + "\"name\":\"deployer\"}";
        var annotation = "\"authentication.kubernetes.io/issued-credential-id\":\"" + ISSUED + "\"";
        var events = Sources.events(
                source, entry("ResponseComplete", "create", token, ",\"annotations\":{" + annotation + "}"));

        assertThat(events).hasSize(2);
        assertThat(events.get(0).verb()).isEqualTo(Verb.ISSUE_CREDENTIAL);
        var issued = events.get(1);
        assertThat(issued.is(EventType.CREDENTIAL, Phase.ISSUED)).isTrue();
        assertThat(issued.credential().providerId()).isEqualTo(ISSUED);
        assertThat(issued.credential().mintedFrom()).isEqualTo(JTI);
        assertThat(issued.credential().issuedTo()).isEqualTo("k8s:system:serviceaccount:shop:deployer");
        assertThat(issued.causationId()).isEqualTo(events.get(0).id());
    }

    @Test
    void a_user_of_eks_is_joined_by_the_access_key_behind_it() {
        var event = Sources.event(
                source,
                entry("ResponseComplete", "get", POD, "")
                        .replace("authentication.kubernetes.io/credential-id", "accessKeyId")
                        .replace(JTI, "ASIA" + "IOSFODNN7EXAMPLE"));

        assertThat(event.credential().providerId()).isEqualTo("ASIA" + "IOSFODNN7EXAMPLE");
    }

    @ParameterizedTest
    @CsvSource({
        "delete, namespaces, shop, shop, DESTROY, k8s:namespaces/shop",
        "deletecollection, persistentvolumeclaims, shop, , DESTROY, k8s:persistentvolumeclaims/shop/*",
        "list, secrets, , , READ_SECRET, k8s:secrets/*",
        "delete, volumesnapshots, shop, nightly, DESTROY_BACKUP, k8s:volumesnapshots/shop/nightly",
        "patch, validatingwebhookconfigurations, , guard, PROTECT_OFF, k8s:validatingwebhookconfigurations/guard",
        "frobnicate, pods, shop, web, , k8s:pods/shop/web"
    })
    void what_a_request_does_is_told_by_verb_and_resource(
            String verb, String kind, String namespace, String name, Verb expected, String resource) {
        var object = "\"objectRef\":{\"resource\":\"" + kind + "\""
                + (namespace == null ? "" : ",\"namespace\":\"" + namespace + "\"")
                + (name == null ? "" : ",\"name\":\"" + name + "\"") + "}";

        var event = Sources.event(source, entry("ResponseComplete", verb, object, ""));

        assertThat(event.verb()).isEqualTo(expected);
        assertThat(event.resourceId()).isEqualTo(resource);
    }

    @Test
    void a_request_for_no_resource_is_named_by_its_path() {
        var event = Sources.event(
                source,
                entry("ResponseComplete", "get", "\"user\":{\"username\":\"system:anonymous\"}", "")
                        .replace("/api/v1/namespaces/shop/pods/web", "/healthz?verbose")
                        .replaceFirst("\"user\":\\{\"username\":\"dana\".*?\\]\\}\\},", ""));

        assertThat(event.action().operation()).isEqualTo("get /healthz");
        assertThat(event.resourceId()).isNull();
        assertThat(event.actor().kind()).isEqualTo(ActorKind.UNKNOWN);
    }

    @Test
    void what_a_secret_holds_is_taken_out() {
        var password = "correct-horse-" + "battery-staple";
        var events = Sources.events(
                source,
                entry(
                        "ResponseComplete",
                        "create",
                        "\"objectRef\":{\"resource\":\"secrets\",\"namespace\":\"shop\"}",
                        ",\"requestObject\":{\"kind\":\"Secret\",\"stringData\":{\"db\":\"" + password + "\"}}"));

        assertThat(events.toString()).doesNotContain(password);
        assertThat(events).anyMatch(event -> event.is(EventType.CREDENTIAL, Phase.DISCOVERED));
    }

    @Test
    void the_webhooks_list_is_taken_apart() {
        var one = entry("ResponseComplete", "get", POD, "");
        var list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[" + one + ","
                + one + "]}";
        var empty = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[]}";

        assertThat(WrappedRecords.slices(list.getBytes(UTF_8), source.wrappers()))
                .hasSize(2);
        assertThat(WrappedRecords.slices(empty.getBytes(UTF_8), source.wrappers()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"verb\":\"delete\"', '\"verb\":1', /verb",
        "ResponseComplete, Later, /stage",
        "2026-04-24T16:41:07.234567Z, yesterday, /stageTimestamp",
        "'\"responseStatus\":{}', '\"responseStatus\":{\"code\":\"403\"}', /responseStatus/code",
        "'\"responseStatus\":{}', '\"responseStatus\":403', /responseStatus",
        "'\"user\":{', '\"user\":[],\"x\":{', /user"
    })
    void what_cannot_be_read_is_refused_by_name(String good, String bad, String pointer) {
        var record = entry("ResponseComplete", "delete", POD, ",\"responseStatus\":{}");

        Sources.assertRefused(source, record.replace(good, bad), pointer);
    }

    private static String exec() {
        return POD.replace("\"resource\":\"pods\"", "\"resource\":\"pods\",\"subresource\":\"exec\"");
    }

    private static String entry(String stage, String verb, String object, String more) {
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"a-1\",\"stage\":\""
                + stage + "\",\"requestURI\":\"/api/v1/namespaces/shop/pods/web\",\"verb\":\"" + verb
                + "\",\"user\":{\"username\":\"dana\",\"extra\":{\"authentication.kubernetes.io/credential-id\":[\""
                + JTI
                + "\"]}},\"userAgent\":\"kubectl/v1.33\",\"requestReceivedTimestamp\":\"2026-04-24T16:41:07.123456Z\","
                + "\"stageTimestamp\":\"2026-04-24T16:41:07.234567Z\"," + object + more + "}";
    }
}
