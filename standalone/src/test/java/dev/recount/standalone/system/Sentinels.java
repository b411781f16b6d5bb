package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sequences that must alert, sent after something that must not: when their alerts are there, detection has passed
 * what came before them. Many sessions, so that every partition gets some.
 */
final class Sentinels {

    private static final String PREFIX = "sentinel-";
    private static final int SESSIONS = 32;

    private Sentinels() {}

    static boolean isFrom(JsonNode alert) {
        return alert.path("group").path("session.id").asText().startsWith(PREFIX);
    }

    static void awaitAlerts(RunningRecount recount, String run) {
        var sessions = new TreeSet<String>();
        var lines = new StringBuilder();
        for (int i = 0; i < SESSIONS; i++) {
            var session = PREFIX + run + "-" + i;
            sessions.add(session);
            lines.append(line(session, "discovered")).append(line(session, "used"));
        }
        recount.post("/v1/events", "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(alerted(recount)).containsAll(sessions));
    }

    private static Set<String> alerted(RunningRecount recount) {
        return Pages.all(recount, "/v1/alerts").stream()
                .map(alert -> alert.path("group").path("session.id").asText())
                .collect(Collectors.toSet());
    }

    private static String line(String session, String phase) {
        return """
                {"id":"%1$s-%2$s","type":"credential","phase":"%2$s","occurred_at":"%3$s","session":{"id":"%1$s"},\
                "actor":{"id":"agent:sentinel","kind":"agent"},"action":{"operation":"volumeDelete","verb":"destroy"},\
                "credential":{"fingerprint":"fp_%1$s","custody":"found"}}
                """.formatted(session, phase, Instant.now());
    }
}
