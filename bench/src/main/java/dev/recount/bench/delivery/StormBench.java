package dev.recount.bench.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.bench.Latencies;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A storm of alerts over few incidents, and among them now and then the first one of a new critical incident: how many pages
 * go out, how many changes they stand for, how long the queue gets, and how soon a new incident is told. {@code bench/storm}
 * starts it.
 */
public final class StormBench {

    private static final String NDJSON = "application/x-ndjson";
    private static final int TICKS_PER_SECOND = 10;
    private static final int NEW_INCIDENTS = 20;

    private final RunningRecount server;
    private final WebhookTarget target;
    private final PrintStream out;
    private final String run = Long.toString(System.nanoTime());
    private final int alerts;
    private final int incidents;
    private final int perSecond;
    /** When the event was answered that completed the sequence of a new incident, by its session. */
    private final Map<String, Long> answered = new ConcurrentHashMap<>();

    private StormBench(
            RunningRecount server, WebhookTarget target, PrintStream out, int alerts, int incidents, int perSecond) {
        this.server = server;
        this.target = target;
        this.out = out;
        this.alerts = alerts;
        this.incidents = incidents;
        this.perSecond = perSecond;
    }

    public static void main(String[] args) throws Exception {
        var data = Files.createTempDirectory("recount-storm");
        try (var target = new WebhookTarget()) {
            var environment = new HashMap<>(target.environment(Files.createTempDirectory("recount-storm")));
            environment.put("RECOUNT_CANARY_INTERVAL", "5m");
            try (var server = RunningRecount.start(List.of(args[0]), data, environment)) {
                new StormBench(
                                server,
                                target,
                                System.out,
                                Integer.getInteger("alerts", 10_000),
                                Integer.getInteger("incidents", 100),
                                Integer.getInteger("rate", 200))
                        .run();
            }
        }
    }

    private void run() throws Exception {
        out.printf("ready after %.1f s%n", server.readySeconds());
        var storming = new AtomicBoolean(true);
        var queue = CompletableFuture.supplyAsync(() -> longestQueue(storming));
        long startedAt = System.nanoTime();
        storm();
        out.printf("  all sent: after %.1f s%n", (System.nanoTime() - startedAt) / 1e9);
        await("all alerts", () -> alerts() >= alerts);
        await(
                "every incident told",
                () -> messages().keySet().containsAll(answered.keySet())
                        && messages().size() >= incidents + NEW_INCIDENTS);
        storming.set(false);
        report(queue.get(30, TimeUnit.SECONDS));
    }

    /** Sends the alerts of the storm in ticks of a fixed rate, and after every twentieth part of them a new incident. */
    private void storm() {
        int old = alerts - NEW_INCIDENTS;
        int perTick = Math.max(1, perSecond / TICKS_PER_SECOND);
        int told = 0;
        long due = System.nanoTime();
        for (int sent = 0; sent < old; sent += perTick) {
            var lines = new StringBuilder();
            for (int alert = sent; alert < Math.min(old, sent + perTick); alert++) {
                var session = "storm-" + run + "-" + alert % incidents;
                lines.append(PlantedSequence.found(session, Integer.toString(alert)))
                        .append(PlantedSequence.used(session, Integer.toString(alert)));
            }
            post(lines.toString());
            for (; told < NEW_INCIDENTS && (told + 1L) * old <= (sent + perTick) * (long) NEW_INCIDENTS; told++) {
                begin("storm-new-" + run + "-" + told);
            }
            due += TimeUnit.SECONDS.toNanos(perTick) / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void begin(String session) {
        post(PlantedSequence.found(session));
        post(PlantedSequence.used(session));
        answered.put(session, System.nanoTime());
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

    private static String session(WebhookTarget.Received received) {
        return received.body().at("/data/incident/sessions/0").asText();
    }

    private void report(double queue) {
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
        out.printf(
                "%,d alerts of %,d incidents at %,d a second: %,d pages, at most %d for one; %,d changes folded and shown;"
                        + " at most %.0f messages waited%n",
                alerts, incidents + NEW_INCIDENTS, perSecond, pages, most, folded(), queue);
        var soon = new Latencies();
        var messages = messages();
        long first = answered.values().stream().mapToLong(Long::longValue).min().orElse(0);
        answered.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(begun -> messages.getOrDefault(begun.getKey(), List.of()).stream()
                        .limit(1)
                        .forEach(told -> {
                            long waited = told.receivedNanos() - begun.getValue();
                            soon.record(waited);
                            out.printf(
                                    "  begun after %.1f s: told %.0f ms later%n",
                                    (begun.getValue() - first) / 1e9, waited / 1e6);
                        }));
        out.printf("a new critical incident in the storm, from its HTTP answer to the webhook: %s%n", soon);
    }

    private long folded() {
        long folded = 0;
        for (JsonNode incident : json("/v1/incidents?limit=1000").path("items")) {
            for (JsonNode channel : json("/v1/incidents/" + incident.path("id").asText() + "/deliveries")
                    .path("items")) {
                folded += channel.path("folded").asLong();
            }
        }
        return folded;
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
