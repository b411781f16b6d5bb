package dev.recount.bench;

import dev.recount.standalone.system.RunningRecount;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How long a {@code POST} of one event takes at a fixed rate, counted from the moment it was due. */
record SinglePosts(RunningRecount server, PrintStream out) {

    private static final int WARMING = 3_000;

    void run(int perSecond, int seconds) throws IOException {
        var workload = new Workload(Workload.SEED, "single-" + System.nanoTime());
        var latencies = new Latencies();
        for (int warm = 0; warm < WARMING; warm++) {
            server.post("/v1/events", Workload.JSON, workload.next().getBytes(StandardCharsets.UTF_8));
        }
        Pace.of(perSecond, seconds, scheduled -> {
            var body = workload.next().getBytes(StandardCharsets.UTF_8);
            var unused = server.postLater("/v1/events", Workload.JSON, body).thenAccept(response -> {
                if (response.statusCode() == 200) {
                    latencies.record(System.nanoTime() - scheduled);
                }
            });
        });
        out.printf(
                Locale.ROOT, "single POST at %d/s, from its scheduled time to its answer: %s%n", perSecond, latencies);
    }
}
