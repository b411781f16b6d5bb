package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 under load at random moments, then start again on the same data. What was answered 2xx is there exactly once;
 * what was not answered is sent again, and is there exactly once too; every planted sequence has exactly one alert.
 */
class KillNineTest {

    private static final int KILLS = Integer.getInteger("recount.kills", 3);
    private static final int BATCH_EVENTS = 40;

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, List<String>> acknowledged = new TreeMap<>();
    private final Set<String> planted = new HashSet<>();
    private final Deque<Batch> unanswered = new ArrayDeque<>();
    private int batches;

    private record Batch(String session, List<String> ids, byte[] body) {}

    @Test
    void what_was_acknowledged_is_there_exactly_once_and_no_alert_is_lost_or_doubled(@TempDir Path data)
            throws Exception {
        System.err.println("KillNineTest seed " + seed + " (replay with -Drecount.seed=" + seed + ")");
        for (int kill = 0; kill < KILLS; kill++) {
            var recount = RunningRecount.start(data);
            loadUntil(recount, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400 + random.nextInt(2_500)));
            recount.kill();
        }
        try (var recount = RunningRecount.start(data)) {
            while (!unanswered.isEmpty()) {
                send(recount, unanswered.poll());
            }
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        assertThat(alertsBySession(recount)).as("seed %s", seed).isEqualTo(oneEach());
                    });
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        for (var session : acknowledged.entrySet()) {
                            assertThat(Pages.timelineIds(recount, "session", session.getKey()))
                                    .as("session %s, seed %s", session.getKey(), seed)
                                    .isEqualTo(session.getValue());
                        }
                    });
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    }

    private void loadUntil(RunningRecount recount, long deadline) {
        while (System.nanoTime() < deadline) {
            var batch = unanswered.isEmpty() ? next() : unanswered.poll();
            var answer = recount.postLater("/v1/events", "application/x-ndjson", batch.body());
            try {
                long left = Math.max(1, deadline - System.nanoTime());
                var response = answer.get(left, TimeUnit.NANOSECONDS);
                settle(batch, response.statusCode(), response.body());
            } catch (TimeoutException | ExecutionException stillUnderWay) {
                unanswered.add(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private void send(RunningRecount recount, Batch batch) throws IOException {
        settle(batch, 200, recount.post("/v1/events", "application/x-ndjson", batch.body()));
    }

    private void settle(Batch batch, int status, String body) {
        if (status == 503 || status == 429) {
            unanswered.add(batch);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            return;
        }
        assertThat(status).as(body).isEqualTo(200);
        var answer = Pages.json(body);
        assertThat(answer.path("rejected")).as("seed %s: %s", seed, body).isEmpty();
        assertThat(answer.path("accepted").asInt() + answer.path("duplicates").asInt())
                .isEqualTo(batch.ids().size());
        acknowledged.put(batch.session(), batch.ids());
    }

    /** One session per batch: a sequence that SEQ-01 speaks about, half of the time, among harmless actions. */
    private Batch next() {
        var session = String.format("kill-%05d", batches++);
        boolean dangerous = random.nextBoolean();
        var ids = new ArrayList<String>();
        var lines = new StringBuilder();
        var at = Instant.now();
        for (int seq = 0; seq < BATCH_EVENTS; seq++) {
            var id = session + "-" + String.format("%03d", seq);
            ids.add(id);
            lines.append(event(id, session, seq, at.plusMillis(seq), dangerous)).append('\n');
        }
        if (dangerous) {
            planted.add(session);
        }
        return new Batch(session, ids, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String id, String session, int seq, Instant at, boolean dangerous) {
        var head =
                "{\"id\":\"%s\",\"session\":{\"id\":\"%s\",\"seq\":%d},\"occurred_at\":\"%s\",\"actor\":{\"id\":\"agent:kill\",\"kind\":\"agent\"},"
                        .formatted(id, session, seq, at);
        if (dangerous && seq == 10) {
            return head + "\"type\":\"credential\",\"phase\":\"discovered\",\"credential\":{\"fingerprint\":\"fp_"
                    + session
                    + "\",\"custody\":\"found\",\"location\":{\"kind\":\"file\",\"path\":\"/x/.env\",\"in_task_scope\":false}}}";
        }
        if (dangerous && seq == 30) {
            return head
                    + "\"type\":\"credential\",\"phase\":\"used\",\"action\":{\"operation\":\"volumeDelete\",\"verb\":\"destroy\"},"
                    + "\"credential\":{\"fingerprint\":\"fp_" + session + "\"}}";
        }
        return head + "\"type\":\"action\",\"phase\":\"succeeded\",\"action\":{\"tool\":\"Read\",\"verb\":\"read\"}}";
    }

    private static Map<String, Long> alertsBySession(RunningRecount recount) {
        return Pages.all(recount, "/v1/alerts").stream()
                .filter(alert -> !alert.path("status").asText().equals("retracted"))
                .collect(Collectors.groupingBy(
                        alert -> alert.path("group").path("session.id").asText(),
                        LinkedHashMap::new,
                        Collectors.counting()));
    }

    private Map<String, Long> oneEach() {
        return planted.stream()
                .filter(acknowledged::containsKey)
                .collect(Collectors.toMap(session -> session, session -> 1L));
    }
}
