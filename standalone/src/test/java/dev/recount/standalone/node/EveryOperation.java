package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.query.http.DescribedClient;
import dev.recount.runtime.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a client that is made from the document does with it: a small incident, and every operation once with success. */
final class EveryOperation {

    private static final String JSON = "application/json";
    private static final String SESSION = "tour";
    private static final String CREDENTIAL = "fp_" + "a".repeat(32);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final DescribedClient client;
    private final String token = TenantNode.token(Role.ADMIN);

    /** The one operation that nobody but PagerDuty is let into; it has tests of its own. */
    static final String SIGNED_BY_PAGERDUTY = "answerOfChannel";

    /** A log of evidence; none is lost here. */
    static final String BEGINS_WHERE_ONE_IS_LOST = "beginLog";

    EveryOperation(DescribedClient client) {
        this.client = client;
    }

    void callAll() {
        doors();
        var incident = await().atMost(SOON)
                .until(() -> get("listIncidents", "limit", "1").path("items"), items -> !items.isEmpty())
                .path(0);
        reads(incident);
        responses(incident.path("id").asText());
        registryAndRules();
        replay();
        log();
        export();
        persons();
        service();
    }

    private void doors() {
        send("sendEvents", Map.of(), "application/x-ndjson", event("discovered") + event("used"));
        send("sendHook", Map.of("agent", "claude-code"), JSON, """
                {"session_id":"h","hook_event_name":"PreToolUse","tool_name":"Bash","tool_use_id":"t1",\
                "tool_input":{"command":"ls"}}""");
        send("sendAuditRecords", Map.of("source", "cloudtrail"), JSON, """
                {"Records":[{"eventVersion":"1.08","eventID":"c1","eventTime":"2026-01-01T00:00:00Z",\
                "eventSource":"s3.amazonaws.com","eventName":"GetObject","userIdentity":{"type":"AWSService"}}]}""");
        send("fingerprint", Map.of(), JSON, "{\"secret\":\"" + "s3cret-".repeat(6) + "\"}");
    }

    private static String event(String phase) {
        return """
                {"id":"%1$s","type":"credential","phase":"%1$s","occurred_at":"%2$s","session":{"id":"%3$s"},\
                "actor":{"id":"agent:tour","kind":"agent","on_behalf_of":"user:dana"},\
                "action":{"operation":"volumeDelete","verb":"destroy"},\
                "credential":{"fingerprint":"%4$s","custody":"found"}}
                """.formatted(phase, Instant.now(), SESSION, CREDENTIAL);
    }

    private void reads(JsonNode incident) {
        var id = incident.path("id").asText();
        get("timeline", "incident", id, "order", "desc", "limit", "1");
        get("state", "session", SESSION);
        get("blastRadius", "credential", CREDENTIAL);
        get("searchEvents", "verb", "destroy", "histogram", "3");
        get("getEvent", "id", "used");
        get("listAlerts", "status", "confirmed");
        get("getAlert", "id", incident.path("alerts").path(0).asText());
        text("streamAlerts");
        succeeded(client.call(token, "allowAlertStream", Map.of()));
        succeeded(client.call(token, "forgetAlertStream", Map.of()));
        get("getIncident", "id", id);
        get("revokeFirst", "id", id);
        get("credentialLineage", "fingerprint", CREDENTIAL);
        get("getCard", "id", id);
        text("incidentReport", "id", id);
        get("listCanaries");
        await().atMost(SOON)
                .until(() -> !get("listDeliveries", "id", id).path("items").isEmpty());
        assertThat(get("listAllDeliveries", "channel", "target").path("items")).isNotEmpty();
    }

    private void responses(String incident) {
        send("noteIncident", Map.of("id", incident), JSON, "{\"text\":\"looking\"}");
        send("acknowledgeIncident", Map.of("id", incident), JSON, "{\"note\":\"mine\"}");
        send("resolveIncident", Map.of("id", incident), "", "");
        assertThat(get("listChannels").toString()).contains("target");
        send("testChannel", Map.of("channel", "target"), "", "");
        send("resendFailed", Map.of("channel", "target"), "", "");
        send("resendDelivery", Map.of("id", incident, "channel", "target"), "", "");
        assertThat(client.call(
                                null,
                                SIGNED_BY_PAGERDUTY,
                                Map.of("channel", "target", "X-PagerDuty-Signature", "v1=00"),
                                JSON,
                                "{}")
                        .status())
                .isEqualTo(401);
    }

    private void registryAndRules() {
        var resource = Map.of("kind", "resources", "id", "volume-1");
        send("putRegistryEntry", resource, JSON, "{\"environment\":\"production\"}");
        get("listRegistry", "kind", "resources");
        get("getRegistryEntry", "kind", "resources", "id", "volume-1");
        send("endRegistryEntry", resource, "", "");
        get("listRules", "limit", "2");
        send("putRule", Map.of("id", "TOUR-1"), "application/yaml", """
                title: Never
                name: TOUR-1
                logsource: {product: recount, category: action}
                detection: {sel: {action.operation: never}, condition: sel}
                level: low
                """);
        get("getRule", "id", "TOUR-1");
        send("deleteRule", Map.of("id", "TOUR-1"), "", "");
    }

    private void replay() {
        var started = send("startReplay", Map.of(), JSON, "{}");
        var id = started.path("id").asText();
        await().atMost(SOON)
                .until(() -> get("getReplay", "id", id).path("status").asText().equals("done"));
    }

    private void log() {
        await().atMost(SOON)
                .until(() -> client.call(token, "inclusionProof", Map.of("id", "used"))
                                .status()
                        == 200);
        var size = get("latestCheckpoint").path("size").asInt();
        get("consistencyProof", "from", "1");
        text("logCheckpoint");
        text("logTile", "path", size < 256 ? "0/000.p/" + size : "0/000");
        get("witnesses");
        assertThat(client.call(token, BEGINS_WHERE_ONE_IS_LOST, Map.of(), JSON, "{\"why\":\"a tour\"}")
                        .status())
                .isEqualTo(409);
        get("retention");
        get("controlReport", "control", "soc2-cc7");
    }

    private void export() {
        var id = send("beginExport", Map.of(), JSON, "{\"format\":\"json\",\"session\":\"" + SESSION + "\"}")
                .path("id")
                .asText();
        await().atMost(SOON)
                .until(() -> get("getExport", "id", id).path("status").asText().equals("done"));
        text("downloadExport", "id", id);
    }

    private void persons() {
        var person = send("findPerson", Map.of(), JSON, "{\"identity\":\"user:dana\",\"why\":\"a tour\"}")
                .path("person")
                .asText();
        send("revealPersons", Map.of(), JSON, "{\"text\":\"" + person + "\",\"why\":\"a tour\"}");
        send("erasePerson", Map.of(), JSON, "{\"person\":\"" + person + "\",\"why\":\"a tour\"}");
    }

    private void service() {
        get("subjects");
        get("subjectVersions", "subject", "recount.events-value");
        var schema = get("subjectVersion", "subject", "recount.events-value", "version", "latest");
        get("schemaById", "id", schema.path("id").asText());
        get("openApiJson");
        for (String operation :
                new String[] {"openApiYaml", "livez", "readyz", "metrics", "page", "pageScript", "pageStyle"}) {
            text(operation);
        }
    }

    private JsonNode get(String operationId, String... arguments) {
        return text(operationId, arguments).json();
    }

    private DescribedClient.Answer text(String operationId, String... arguments) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put(arguments[i], arguments[i + 1]);
        }
        return succeeded(client.call(token, operationId, named));
    }

    private JsonNode send(String operationId, Map<String, String> arguments, String mediaType, String body) {
        return succeeded(client.call(token, operationId, arguments, mediaType, body))
                .json();
    }

    private static DescribedClient.Answer succeeded(DescribedClient.Answer answer) {
        assertThat(answer.status()).as(answer.operation() + " " + answer.body()).isBetween(200, 299);
        return answer;
    }
}
