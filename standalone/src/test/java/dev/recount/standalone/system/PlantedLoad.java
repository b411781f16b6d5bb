package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
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

/**
 * Batches of native events, one session each, some of them with a sequence that SEQ-01 speaks about. It remembers what
 * was answered 2xx and sends again what was not, so that afterwards both can be asked for: every event exactly once, every
 * planted sequence with exactly one alert.
 */
final class PlantedLoad {

    private static final int BATCH_EVENTS = 40;
    /** Of a batch where incidents matter more than events. */
    private static final int BATCH_EVENTS_MIN = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final long seed;
    private final int batchEvents;
    private final Random random;
    private final Map<String, List<String>> acknowledged = new TreeMap<>();
    private final Set<String> planted = new HashSet<>();
    private final Deque<Batch> unanswered = new ArrayDeque<>();
    private int batches;

    private record Batch(String session, List<String> ids, byte[] body) {}

    /** @param name begins every session id, so that two loads on one server are told apart */
    PlantedLoad(String name, long seed) {
        this(name, seed, BATCH_EVENTS);
    }

    private PlantedLoad(String name, long seed, int batchEvents) {
        this.name = name;
        this.seed = seed;
        this.batchEvents = batchEvents;
        this.random = new Random(seed);
    }

    /** With few events in a batch, so that there are many sequences. */
    static PlantedLoad ofSequences(String name, long seed) {
        return new PlantedLoad(name, seed, BATCH_EVENTS_MIN);
    }

    int acknowledgedSessions() {
        return acknowledged.size();
    }

    /** How many planted sequences were taken, each of which is to become an incident. */
    int acknowledgedSequences() {
        return oneEach().size();
    }

    /** Sends one batch after the other until {@code deadline} ({@link System#nanoTime}), whatever becomes of the server. */
    void sendUntil(RunningRecount server, long deadline) {
        while (System.nanoTime() < deadline) {
            offer(server, unanswered.isEmpty() ? next() : unanswered.poll(), deadline);
        }
    }

    private void offer(RunningRecount server, Batch batch, long deadline) {
        var answer = server.postLater("/v1/events", "application/x-ndjson", batch.body());
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

    /** Sends again what was never answered; every event must be taken now. */
    void sendUnanswered(RunningRecount server) {
        while (!unanswered.isEmpty()) {
            var batch = unanswered.poll();
            settle(batch, 200, server.post("/v1/events", "application/x-ndjson", batch.body()));
        }
    }

    /** Sends one more batch and everything unanswered, again and again while the server cannot write, until all is taken. */
    void sendUntilAcknowledged(RunningRecount server, Duration patience) {
        unanswered.add(next());
        await().atMost(patience).until(() -> {
            for (int left = unanswered.size(); left > 0; left--) {
                offer(server, unanswered.remove(), System.nanoTime() + patience.toNanos());
            }
            return unanswered.isEmpty();
        });
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

    /** Waits until {@code server} shows exactly what was acknowledged and one alert for each planted sequence. */
    void awaitExactlyOnce(RunningRecount server) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(alertsBySession(server)).as("seed %s", seed).isEqualTo(oneEach());
        });
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            for (var session : acknowledged.entrySet()) {
                assertThat(Pages.timelineIds(server, "session", session.getKey()))
                        .as("session %s, seed %s", session.getKey(), seed)
                        .isEqualTo(session.getValue());
            }
        });
    }

    private Batch next() {
        var session = String.format("%s-%05d", name, batches++);
        boolean dangerous = random.nextBoolean();
        var ids = new ArrayList<String>();
        var lines = new StringBuilder();
        var at = Instant.now();
        for (int seq = 0; seq < batchEvents; seq++) {
            var id = session + "-" + String.format("%03d", seq);
            ids.add(id);
            lines.append(event(id, session, seq, at.plusMillis(seq), dangerous)).append('\n');
        }
        if (dangerous) {
            planted.add(session);
        }
        return new Batch(session, ids, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String event(String id, String session, int seq, Instant at, boolean dangerous) {
        var head =
                "{\"id\":\"%s\",\"session\":{\"id\":\"%s\",\"seq\":%d},\"occurred_at\":\"%s\",\"actor\":{\"id\":\"agent:kill\",\"kind\":\"agent\"},"
                        .formatted(id, session, seq, at);
        if (dangerous && seq == batchEvents / 4) {
            return head + "\"type\":\"credential\",\"phase\":\"discovered\",\"credential\":{\"fingerprint\":\"fp_"
                    + session
                    + "\",\"custody\":\"found\",\"location\":{\"kind\":\"file\",\"path\":\"/x/.env\",\"in_task_scope\":false}}}";
        }
        if (dangerous && seq == batchEvents * 3 / 4) {
            return head
                    + "\"type\":\"credential\",\"phase\":\"used\",\"action\":{\"operation\":\"volumeDelete\",\"verb\":\"destroy\"},"
                    + "\"credential\":{\"fingerprint\":\"fp_" + session + "\"}}";
        }
        return head + "\"type\":\"action\",\"phase\":\"succeeded\",\"action\":{\"tool\":\"Read\",\"verb\":\"read\"}}";
    }

    private Map<String, Long> alertsBySession(RunningRecount server) {
        return Pages.all(server, "/v1/alerts").stream()
                .filter(alert -> !alert.path("status").asText().equals("retracted"))
                .map(alert -> alert.path("group").path("session.id").asText())
                .filter(session -> session.startsWith(name + "-"))
                .collect(Collectors.groupingBy(session -> session, LinkedHashMap::new, Collectors.counting()));
    }

    private Map<String, Long> oneEach() {
        return planted.stream()
                .filter(acknowledged::containsKey)
                .collect(Collectors.toMap(session -> session, session -> 1L));
    }
}
