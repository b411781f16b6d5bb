package dev.recount.bench;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.standalone.system.RunningRecount;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How fast events come in over HTTP, beside a bare producer of the same events in the same round. */
final class Throughput {

    private static final int BATCH_EVENTS = 1_000;
    private static final int CONNECTIONS = 4;
    private static final int PARTITIONS = 4;
    private static final double SEALING_AIM = 0.1;
    private static final double PATIENCE_SECONDS = 300;

    private final RunningRecount server;
    private final PrintStream out;
    private final BareProducer producer;
    private final int events;

    Throughput(RunningRecount server, PrintStream out, int events) throws IOException {
        this.server = server;
        this.out = out;
        this.producer = new BareProducer(server.bootstrap(), PARTITIONS);
        this.events = events;
    }

    /**
     * The same events, through a bare producer as ready Avro bytes and as the very lines of Workload.NDJSON, and as NDJSON over
     * HTTP.
     */
    void rounds(int rounds) throws Exception {
        double bestRaw = 0;
        double bestLines = 0;
        double bestHttp = 0;
        for (int round = 1; round <= rounds; round++) {
            var batches = batches("r" + round + "-" + System.nanoTime());
            double raw = producer.eventsPerSecond(avro(batches));
            double rawLines = producer.eventsPerSecond(lines(batches));
            var before = ServerThreads.of(server.pid());
            double http = ndjson(batches);
            awaitSealed(awaitIndexed());
            awaitJudged();
            sealing(ServerThreads.of(server.pid()).since(before));
            bestRaw = Math.max(bestRaw, raw);
            bestLines = Math.max(bestLines, rawLines);
            bestHttp = Math.max(bestHttp, http);
            out.printf(
                    Locale.ROOT,
                    "round %d: raw producer %,.0f events/s as Avro and %,.0f as lines, NDJSON over HTTP %,.0f events/s%n",
                    round,
                    raw,
                    rawLines,
                    http);
        }
        out.printf(
                Locale.ROOT,
                "NDJSON over HTTP is %.0f %% of the raw producer of Avro, %.0f %% of that of the same lines (best of %d)%n",
                100 * bestHttp / bestRaw,
                100 * bestHttp / bestLines,
                rounds);
    }

    private static List<byte[]> lines(List<byte[]> batches) {
        return batches.stream()
                .flatMap(batch -> new String(batch, StandardCharsets.UTF_8).lines())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private List<byte[]> batches(String run) {
        var workload = new Workload(Workload.SEED, run);
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

    private double ndjson(List<byte[]> batches) throws Exception {
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            double cpuBefore = server.cpuSeconds();
            long startedAt = System.nanoTime();
            var answers = new ArrayList<Future<String>>();
            for (byte[] batch : batches) {
                answers.add(pool.submit(() -> server.post("/v1/events", Workload.NDJSON, batch)));
            }
            long accepted = 0;
            for (Future<String> answer : answers) {
                accepted += RecordJson.MAPPER
                        .readTree(answer.get())
                        .path("accepted")
                        .asLong();
            }
            double rate = accepted / Pace.seconds(startedAt);
            if (accepted != (long) batches.size() * BATCH_EVENTS) {
                throw new IllegalStateException("accepted " + accepted + " of " + batches.size() * BATCH_EVENTS);
            }
            out.printf(
                    Locale.ROOT,
                    "  %,.0f events per CPU second of the server (everything in it)%n",
                    accepted / (server.cpuSeconds() - cpuBefore));
            return rate;
        } finally {
            pool.shutdown();
        }
    }

    /** What sealing adds to what an event costs from its coming in to its being found, judged and sealed. */
    private void sealing(ServerThreads spent) {
        double added = spent.sealing() / spent.others();
        out.printf(
                Locale.ROOT,
                "  cpu-us an event, without what Java collects and compiles: sealing %.1f, all else %.1f; sealing adds %.1f %% (aim: %.0f %%, %s)%n",
                spent.sealing() * 1e6 / events,
                spent.others() * 1e6 / events,
                100 * added,
                100 * SEALING_AIM,
                added <= SEALING_AIM ? "reached" : "NOT REACHED");
    }

    /** Waits until what was sent can be read, so that one measurement does not pay for the one before; gives the last event's id. */
    private String awaitIndexed() throws IOException {
        var id = "marker-" + System.nanoTime();
        long startedAt = System.nanoTime();
        server.post(
                "/v1/events",
                Workload.JSON,
                ("{\"type\":\"recorder\",\"phase\":\"heartbeat\",\"id\":\"" + id + "\",\"session\":{\"id\":\"" + id
                                + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        for (int p = 0; p < PARTITIONS * 4; p++) {
            awaitAnswer("/v1/events/" + id);
        }
        out.printf(Locale.ROOT, "  caught up %.1f s later%n", Pace.seconds(startedAt));
        return id;
    }

    private void awaitSealed(String id) {
        awaitAnswer("/v1/events/" + id + "/proof");
    }

    /** Detection reads by itself and may be behind the index; an alert that waits for what was sent before would say nothing of its own way. */
    private void awaitJudged() throws Exception {
        long startedAt = System.nanoTime();
        try (var lag = new DetectionLag(server)) {
            long first = lag.events();
            for (long left = first; left > 0; left = lag.events()) {
                requireTime(startedAt, "detection");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            out.printf(
                    Locale.ROOT,
                    "  detection was %,d events behind the index and caught up %.1f s later%n",
                    first,
                    Pace.seconds(startedAt));
        }
    }

    private static void requireTime(long startedAt, String who) {
        if (Pace.seconds(startedAt) > PATIENCE_SECONDS) {
            throw new IllegalStateException(who + " did not catch up within five minutes");
        }
    }

    private void awaitAnswer(String path) {
        for (long startedAt = System.nanoTime(); ; requireTime(startedAt, path)) {
            try {
                server.get(path);
                return;
            } catch (IllegalStateException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
