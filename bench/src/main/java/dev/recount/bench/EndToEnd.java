package dev.recount.bench;

import dev.recount.bench.delivery.Hops;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.standalone.system.RunningRecount;
import dev.recount.standalone.system.WebhookTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * From the outside, in one run: how fast the log itself is, how fast events come in over HTTP, and how soon an alert
 * goes out. {@code bench/run} starts it; {@code bench/README.md} keeps the figures.
 */
public final class EndToEnd {

    private static final long SEED = 42;
    private static final int BATCH_EVENTS = 1_000;
    private static final int CONNECTIONS = 4;
    private static final int PARTITIONS = 4;
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    private final RunningRecount server;
    private final WebhookTarget target;
    private final Appendable out;
    private final int events;

    private EndToEnd(RunningRecount server, WebhookTarget target, Appendable out, int events) {
        this.server = server;
        this.target = target;
        this.out = out;
        this.events = events;
    }

    public static void main(String[] args) throws Exception {
        var launcher = Path.of(args[0]);
        int events = Integer.getInteger("events", 200_000);
        var guarantee = System.getProperty("guarantee", "");
        var data = Files.createTempDirectory("recount-bench");
        var target = new WebhookTarget();
        Map<String, String> environment = new HashMap<>(target.environment(Files.createTempDirectory("recount-bench")));
        if (!guarantee.isEmpty()) {
            environment.put("RECOUNT_STREAMS_GUARANTEE", guarantee);
        }
        try (target;
                var server = RunningRecount.start(List.of(launcher.toString()), data, environment)) {
            var bench = new EndToEnd(server, target, System.out, events);
            bench.say("ready after %.1f s (%s)", server.readySeconds(), guarantee.isEmpty() ? "default" : guarantee);
            var parts = System.getProperty("parts", "throughput,single,detection");
            if (parts.contains("throughput")) {
                bench.throughput(Integer.getInteger("rounds", 6));
            }
            if (parts.contains("single")) {
                bench.singlePosts(200, 20);
            }
            if (parts.contains("detection")) {
                bench.detection(500, 30);
                bench.detection(5_000, 20);
            }
        }
    }

    /**
     * The same events, through a bare producer as ready Avro bytes and as the very lines of NDJSON, and as NDJSON over
     * HTTP.
     */
    private void throughput(int rounds) throws Exception {
        double bestRaw = 0;
        double bestLines = 0;
        double bestHttp = 0;
        for (int round = 1; round <= rounds; round++) {
            var batches = batches("r" + round + "-" + System.nanoTime());
            double raw = rawProducer(avro(batches));
            double rawLines = rawProducer(lines(batches));
            double http = ndjson(batches);
            awaitIndexed();
            bestRaw = Math.max(bestRaw, raw);
            bestLines = Math.max(bestLines, rawLines);
            bestHttp = Math.max(bestHttp, http);
            say(
                    "round %d: raw producer %,.0f events/s as Avro and %,.0f as lines, NDJSON over HTTP %,.0f events/s",
                    round, raw, rawLines, http);
        }
        say(
                "NDJSON over HTTP is %.0f %% of the raw producer of Avro, %.0f %% of that of the same lines (best of %d)",
                100 * bestHttp / bestRaw, 100 * bestHttp / bestLines, rounds);
    }

    private static List<byte[]> lines(List<byte[]> batches) {
        return batches.stream()
                .flatMap(batch -> new String(batch, StandardCharsets.UTF_8).lines())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private List<byte[]> batches(String run) {
        var workload = new Workload(SEED, run);
        var batches = new ArrayList<byte[]>();
        for (int sent = 0; sent < events; sent += BATCH_EVENTS) {
            batches.add(workload.batch(BATCH_EVENTS));
        }
        return batches;
    }

    private static List<byte[]> avro(List<byte[]> batches) {
        var json = RecordJson.of(Event.class);
        var codec = Codecs.released().events();
        var now = Instant.now();
        var encoded = new ArrayList<byte[]>();
        for (byte[] batch : batches) {
            new String(batch, StandardCharsets.UTF_8).lines().forEach(line -> {
                var event = json.read(line);
                encoded.add(codec.encode(
                        event.toBuilder().observedAt(now).recordedAt(now).build()));
            });
        }
        return encoded;
    }

    private double rawProducer(List<byte[]> values) throws Exception {
        var topic = "bench-raw-" + System.nanoTime();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                server.bootstrap(),
                "acks",
                "all",
                "compression.type",
                "lz4",
                "batch.size",
                65_536,
                "linger.ms",
                5,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
        try (var admin = Admin.create(Map.of("bootstrap.servers", server.bootstrap()));
                var producer = new KafkaProducer<byte[], byte[]>(config)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            new dev.recount.standalone.broker.TopicSetup(admin, java.time.Duration.ofSeconds(10))
                    .ensure(List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
            long startedAt = System.nanoTime();
            for (int i = 0; i < values.size(); i++) {
                var key = ("session-" + i % 2_000).getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>(topic, key, values.get(i)));
            }
            producer.flush();
            double rate = values.size() / seconds(startedAt);
            admin.deleteTopics(List.of(topic)).all().get();
            return rate;
        }
    }

    private double ndjson(List<byte[]> batches) throws Exception {
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            double cpuBefore = server.cpuSeconds();
            long startedAt = System.nanoTime();
            var answers = new ArrayList<Future<String>>();
            for (byte[] batch : batches) {
                answers.add(pool.submit(() -> server.post("/v1/events", NDJSON, batch)));
            }
            long accepted = 0;
            for (Future<String> answer : answers) {
                accepted += RecordJson.MAPPER
                        .readTree(answer.get())
                        .path("accepted")
                        .asLong();
            }
            double rate = accepted / seconds(startedAt);
            if (accepted != (long) batches.size() * BATCH_EVENTS) {
                throw new IllegalStateException("accepted " + accepted + " of " + batches.size() * BATCH_EVENTS);
            }
            say(
                    "  %,.0f events per CPU second of the server (everything in it)",
                    accepted / (server.cpuSeconds() - cpuBefore));
            return rate;
        } finally {
            pool.shutdown();
        }
    }

    /** Waits until what was sent can be read, so that one measurement does not pay for the one before. */
    private void awaitIndexed() throws IOException {
        var id = "marker-" + System.nanoTime();
        long startedAt = System.nanoTime();
        server.post(
                "/v1/events",
                JSON,
                ("{\"type\":\"recorder\",\"phase\":\"heartbeat\",\"id\":\"" + id + "\",\"session\":{\"id\":\"" + id
                                + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        for (int p = 0; p < PARTITIONS * 4; p++) {
            awaitVisible(id);
        }
        say("  caught up %.1f s later", seconds(startedAt));
    }

    private void awaitVisible(String id) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (System.nanoTime() < deadline) {
            try {
                server.get("/v1/events/" + id);
                return;
            } catch (IllegalStateException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        throw new IllegalStateException("event " + id + " did not become visible within five minutes");
    }

    private void singlePosts(int perSecond, int seconds) throws Exception {
        var workload = new Workload(SEED, "single-" + System.nanoTime());
        var latencies = new Latencies();
        for (int warm = 0; warm < 3_000; warm++) {
            server.post("/v1/events", JSON, workload.next().getBytes(StandardCharsets.UTF_8));
        }
        paced(perSecond, seconds, scheduled -> {
            var body = workload.next().getBytes(StandardCharsets.UTF_8);
            var unused = server.postLater("/v1/events", JSON, body).thenAccept(response -> {
                if (response.statusCode() == 200) {
                    latencies.record(System.nanoTime() - scheduled);
                }
            });
        });
        say("single POST at %d/s, from its scheduled time to its answer: %s", perSecond, latencies);
    }

    /** From the HTTP answer of the event that completes a sequence to the alert on the stream, under background load. */
    private void detection(int perSecond, int seconds) throws Exception {
        var answered = new ConcurrentHashMap<String, Long>();
        var arrived = new ConcurrentHashMap<String, Long>();
        server.onAlert((json, nanos) -> {
            int at = json.indexOf("bench-seq-");
            if (at >= 0) {
                arrived.putIfAbsent(json.substring(at, json.indexOf('"', at)), nanos);
            }
        });
        var running = new AtomicBoolean(true);
        var background = background(perSecond, running);
        var run = Long.toString(System.nanoTime());
        var expected = new ArrayList<String>();
        int sequences = seconds * 10;
        paced(10, seconds, scheduled -> {
            var session = "bench-seq-" + run + "-" + expected.size();
            expected.add(session);
            server.post("/v1/events", NDJSON, PlantedSequence.found(session).getBytes(StandardCharsets.UTF_8));
            server.post("/v1/events", NDJSON, PlantedSequence.used(session).getBytes(StandardCharsets.UTF_8));
            answered.put(session, System.nanoTime());
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (arrived.size() < sequences && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        running.set(false);
        double achieved = background.get(30, TimeUnit.SECONDS);
        var latencies = new Latencies();
        for (String session : expected) {
            var answer = answered.get(session);
            var arrival = arrived.get(session);
            if (answer != null && arrival != null) {
                latencies.record(Math.max(0, arrival - answer));
            }
        }
        say(
                "HTTP answer to alert at %d events/s (%.0f reached), %d of %d alerts: %s",
                perSecond, achieved, latencies.count(), sequences, latencies);
        new Hops(server).print(target, answered, arrived, line -> say("%s", line));
    }

    private Future<Double> background(int perSecond, AtomicBoolean running) {
        var pool = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "background-load");
            thread.setDaemon(true);
            return thread;
        });
        var load = pool.submit(() -> {
            var workload = new Workload(SEED, "background-" + System.nanoTime());
            int perTick = Math.max(1, perSecond / 50);
            long tickNanos = TimeUnit.SECONDS.toNanos(1) * perTick / perSecond;
            long startedAt = System.nanoTime();
            long sent = 0;
            for (long due = startedAt; running.get(); due += tickNanos) {
                LockSupport.parkNanos(due - System.nanoTime());
                server.post("/v1/events", NDJSON, workload.batch(perTick));
                sent += perTick;
            }
            return sent / seconds(startedAt);
        });
        pool.shutdown();
        return load;
    }

    private interface Tick {
        void at(long scheduledNanos) throws IOException;
    }

    /** Runs {@code tick} at fixed times, late ones at once: what waits in a queue is counted, not forgotten. */
    private static void paced(int perSecond, int seconds, Tick tick) throws IOException {
        long startedAt = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < perSecond * seconds; i++) {
            long scheduled = startedAt + i * step;
            for (long left = scheduled - System.nanoTime(); left > 0; left = scheduled - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            tick.at(scheduled);
        }
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private void say(String format, Object... values) {
        try {
            out.append(String.format(Locale.ROOT, format, values)).append('\n');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
