package dev.recount.bench;

import dev.recount.bench.delivery.Hops;
import dev.recount.standalone.system.RunningRecount;
import dev.recount.standalone.system.WebhookTarget;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** How soon an alert goes out, on the stream and to a webhook, while other events come in. */
record DetectionLatency(RunningRecount server, WebhookTarget target, PrintStream out) {

    /** From the HTTP answer of the event that completes a sequence to the alert on the stream, under background load. */
    void run(int perSecond, int seconds) throws Exception {
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
        Pace.of(10, seconds, scheduled -> {
            var session = "bench-seq-" + run + "-" + expected.size();
            expected.add(session);
            server.post(
                    "/v1/events",
                    Workload.NDJSON,
                    PlantedSequence.found(session).getBytes(StandardCharsets.UTF_8));
            server.post(
                    "/v1/events", Workload.NDJSON, PlantedSequence.used(session).getBytes(StandardCharsets.UTF_8));
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
        out.printf(
                Locale.ROOT,
                "HTTP answer to alert at %d events/s (%.0f reached), %d of %d alerts: %s%n",
                perSecond,
                achieved,
                latencies.count(),
                sequences,
                latencies);
        new Hops(server).print(target, answered, arrived, out::println);
    }

    private Future<Double> background(int perSecond, AtomicBoolean running) {
        var pool = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "background-load");
            thread.setDaemon(true);
            return thread;
        });
        var load = pool.submit(() -> {
            var workload = new Workload(Workload.SEED, "background-" + System.nanoTime());
            int perTick = Math.max(1, perSecond / 50);
            long tickNanos = TimeUnit.SECONDS.toNanos(1) * perTick / perSecond;
            long startedAt = System.nanoTime();
            long sent = 0;
            for (long due = startedAt; running.get(); due += tickNanos) {
                LockSupport.parkNanos(due - System.nanoTime());
                server.post("/v1/events", Workload.NDJSON, workload.batch(perTick));
                sent += perTick;
            }
            return sent / Pace.seconds(startedAt);
        });
        pool.shutdown();
        return load;
    }
}
