package dev.recount.bench;

import dev.recount.standalone.system.RunningRecount;
import dev.recount.standalone.system.WebhookTarget;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the outside, in one run: how fast the log itself is, how fast events come in over HTTP, and how soon an alert
 * goes out. {@code bench/run} starts it; {@code bench/README.md} keeps the figures.
 */
public final class EndToEnd {

    private EndToEnd() {}

    public static void main(String[] args) throws Exception {
        var guarantee = System.getProperty("guarantee", "");
        var data = Files.createTempDirectory("recount-bench");
        try (var target = new WebhookTarget()) {
            Map<String, String> environment =
                    new HashMap<>(target.environment(Files.createTempDirectory("recount-bench")));
            // As it is shipped: the first canary has gone the way of an alert before anybody waits for one.
            environment.put("RECOUNT_CANARY_INTERVAL", "5m");
            if (!guarantee.isEmpty()) {
                environment.put("RECOUNT_STREAMS_GUARANTEE", guarantee);
            }
            try (var server = RunningRecount.start(List.of(args[0]), data, environment)) {
                System.out.printf(
                        Locale.ROOT,
                        "ready after %.1f s (%s)%n",
                        server.readySeconds(),
                        guarantee.isEmpty() ? "default" : guarantee);
                measure(server, target, System.getProperty("parts", "throughput,single,detection"));
            }
        }
    }

    private static void measure(RunningRecount server, WebhookTarget target, String parts) throws Exception {
        if (parts.contains("throughput")) {
            new Throughput(server, System.out, Integer.getInteger("events", 200_000))
                    .rounds(Integer.getInteger("rounds", 6));
        }
        if (parts.contains("single")) {
            new SinglePosts(server, System.out).run(200, 20);
        }
        if (parts.contains("detection")) {
            var latency = new DetectionLatency(server, target, System.out);
            latency.run(500, 30);
            latency.run(5_000, 20);
        }
    }
}
