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
        return in(recount, Long.MAX_VALUE);
    }

    /** Works until {@code recount} is gone, or {@code deadline} ({@link System#nanoTime}) is over. */
    CompletableFuture<Void> in(RunningRecount recount, long deadline) {
        return CompletableFuture.runAsync(() -> {
            try {
                while (System.nanoTime() < deadline) {
                    takeOne(recount);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (UncheckedIOException gone) {
                // It was killed; only what was answered counts.
            }
        });
    }

    int count() {
        return acknowledged.size();
    }

    private void takeOne(RunningRecount recount) {
        try {
            for (JsonNode incident :
                    Pages.json(recount.get("/v1/incidents?limit=1&status=open")).path("items")) {
                var id = incident.path("id").asText();
                recount.send("POST", "/v1/incidents/" + id + "/acknowledge", "");
                acknowledged.add(id);
            }
        } catch (IllegalStateException refused) {
            // It was answered, and not with 2xx: nothing was promised.
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
