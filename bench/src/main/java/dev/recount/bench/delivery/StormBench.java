package dev.recount.bench.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.bench.PlantedSequence;
import dev.recount.codec.RecordJson;
import dev.recount.standalone.system.RunningRecount;
import dev.recount.standalone.system.WebhookTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A storm of alerts over few incidents, and in the middle of it a new critical incident: how many pages go out, how many
 * changes they stand for, how long the queue gets, and how soon the new one is told. {@code bench/storm} starts it.
 */
public final class StormBench {

    private static final String NDJSON = "application/x-ndjson";
    private static final int BATCH = 500;

    private final RunningRecount server;
    private final WebhookTarget target;
    private final PrintStream out;
    private final int alerts;
    private final int incidents;

    private StormBench(RunningRecount server, WebhookTarget target, PrintStream out, int alerts, int incidents) {
        this.server = server;
        this.target = target;
        this.out = out;
        this.alerts = alerts;
        this.incidents = incidents;
    }

    public static void main(String[] args) throws Exception {
        var data = Files.createTempDirectory("recount-storm");
        try (var target = new WebhookTarget()) {
            var environment = new HashMap<>(target.environment(Files.createTempDirectory("recount-storm")));
            try (var server = RunningRecount.start(List.of(args[0]), data, environment)) {
                new StormBench(
                                server,
                                target,
                                System.out,
                                Integer.getInteger("alerts", 10_000),
                                Integer.getInteger("incidents", 100))
                        .run();
            }
        }
    }

    private void run() throws Exception {
        out.printf("ready after %.1f s%n", server.readySeconds());
        var storming = new AtomicBoolean(true);
        var queue = CompletableFuture.supplyAsync(() -> longestQueue(storming));
        var storm = CompletableFuture.runAsync(this::storm);
        int half = alerts / 2;
        await("half of the storm", () -> alerts() >= half);
        double told = newIncident();
        storm.join();
        await("all alerts", () -> alerts() >= alerts);
        await("every incident told", () -> messages().size() > incidents);
        storming.set(false);
        report(told, queue.get(30, TimeUnit.SECONDS));
    }

    /** The seconds from the answer to the last event of a new critical sequence until its page is there. */
    private double newIncident() throws InterruptedException {
        var session = "storm-new-" + System.nanoTime();
        post(PlantedSequence.found(session));
        post(PlantedSequence.used(session));
        long answered = System.nanoTime();
        await("the new incident", () -> told(session).findFirst().isPresent());
        return (told(session).findFirst().orElseThrow().receivedNanos() - answered) / 1e9;
    }

    private void storm() {
        var run = Long.toString(System.nanoTime());
        var lines = new StringBuilder();
        for (int alert = 0; alert < alerts; alert++) {
            var session = "storm-" + run + "-" + alert % incidents;
            lines.append(PlantedSequence.found(session, Integer.toString(alert)))
                    .append(PlantedSequence.used(session, Integer.toString(alert)));
            if (alert % BATCH == BATCH - 1 || alert == alerts - 1) {
                post(lines.toString());
                lines.setLength(0);
            }
        }
    }

    private void post(String lines) {
        server.post("/v1/events", NDJSON, lines.getBytes(StandardCharsets.UTF_8));
    }

    private double longestQueue(AtomicBoolean storming) {
        double longest = 0;
        while (storming.get()) {
            longest = Math.max(longest, metric("recount_delivery_pending"));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return longest;
    }

    private double metric(String name) {
        return server.get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long alerts() {
        long held = 0;
        for (JsonNode incident : json("/v1/incidents?limit=1000").path("items")) {
            held += incident.path("alerts").size();
        }
        return held;
    }

    private JsonNode json(String path) {
        try {
            return RecordJson.MAPPER.readTree(server.get(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the target got, by session. */
    private Map<String, List<WebhookTarget.Received>> messages() {
        return target.received().stream().collect(Collectors.groupingBy(StormBench::session));
    }

    private Stream<WebhookTarget.Received> told(String session) {
        return target.received().stream().filter(each -> session(each).equals(session));
    }

    private static String session(WebhookTarget.Received received) {
        return received.body().at("/data/incident/sessions/0").asText();
    }

    private void report(double told, double queue) {
        long pages = 0;
        long most = 0;
        for (List<WebhookTarget.Received> each : messages().values()) {
            long woken = each.stream()
                    .filter(one -> one.body().at("/data/page").asBoolean())
                    .map(WebhookTarget.Received::id)
                    .distinct()
                    .count();
            pages += woken;
            most = Math.max(most, woken);
        }
        long folded = 0;
        for (JsonNode incident : json("/v1/incidents?limit=1000").path("items")) {
            for (JsonNode channel : json("/v1/incidents/" + incident.path("id").asText() + "/deliveries")
                    .path("items")) {
                folded += channel.path("folded").asLong();
            }
        }
        out.printf(
                "%,d alerts of %,d incidents: %,d pages, at most %d for one; %,d changes folded and shown;"
                        + " at most %.0f messages waited; a new critical incident was told after %.3f s%n",
                alerts, incidents, pages, most, folded, queue, told);
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Condition condition) throws InterruptedException {
        long startedAt = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - startedAt > TimeUnit.MINUTES.toNanos(3)) {
                throw new IllegalStateException("not within three minutes: " + what + "; " + alerts() + " alerts, "
                        + messages().size() + " incidents told");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        out.printf("  %s: after %.1f s%n", what, (System.nanoTime() - startedAt) / 1e9);
    }
}
