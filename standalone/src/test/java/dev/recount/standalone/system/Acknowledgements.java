package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A responder who takes one open incident after the other until the server is killed, and remembers what was answered. */
final class Acknowledgements {

    private static final long PAUSE_NANOS = 50_000_000;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    /** Works until {@code recount} is gone. */
    CompletableFuture<Void> in(RunningRecount recount) {
        return CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    takeOne(recount);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (UncheckedIOException gone) {
                // It was killed; only what was answered counts.
            }
        });
    }

    private void takeOne(RunningRecount recount) {
        for (JsonNode incident :
                Pages.json(recount.get("/v1/incidents?limit=1&status=open")).path("items")) {
            var id = incident.path("id").asText();
            try {
                recount.send("POST", "/v1/incidents/" + id + "/acknowledge", "");
                acknowledged.add(id);
            } catch (IllegalStateException refused) {
                // It was answered, and not with 2xx: nothing was promised.
            }
        }
    }

    void assertNoneIsLost(RunningRecount recount, WebhookTarget target) {
        assertThat(acknowledged).isNotEmpty();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (String id : acknowledged) {
                assertThat(Pages.json(recount.get("/v1/incidents/" + id))
                                .path("status")
                                .asText())
                        .as(id)
                        .isEqualTo("acknowledged");
            }
            assertThat(target.received().stream()
                            .filter(each -> each.body()
                                    .at("/data/incident/status")
                                    .asText()
                                    .equals("acknowledged"))
                            .map(WebhookTarget.Received::incident))
                    .containsAll(acknowledged);
        });
    }
}
