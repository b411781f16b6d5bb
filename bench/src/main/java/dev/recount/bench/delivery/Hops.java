package dev.recount.bench.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.bench.Latencies;
import dev.recount.codec.RecordJson;
import dev.recount.standalone.system.RunningRecount;
import dev.recount.standalone.system.WebhookTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Where the time goes between the HTTP answer to the event that completes a sequence and the request that its webhook receives:
 * until the alert is on the stream, until the desk has decided to tell somebody, until a worker begins, until the target has it.
 */
public final class Hops {

    private static final int SLOWEST = 8;

    /** The nanoseconds from the answer to each step, and when the answer was ({@link System#nanoTime}). */
    private record Way(long answered, long alert, long decided, long begun, long received) {

        String since(long start) {
            return String.format(
                    Locale.ROOT,
                    "%.0f ms, %.1f s after the first: alert %.0f, decided %.0f, begun %.0f",
                    received / 1e6,
                    (answered - start) / 1e9,
                    alert / 1e6,
                    decided / 1e6,
                    begun / 1e6);
        }
    }

    private final RunningRecount server;
    /** Of {@link System#nanoTime}, since 1970. */
    private final long epochNanos = nanos(Instant.now()) - System.nanoTime();

    public Hops(RunningRecount server) {
        this.server = server;
    }

    private static long nanos(Instant at) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, at);
    }

    /**
     * Prints it.
     *
     * @param answered by session, when its last event was answered ({@link System#nanoTime})
     * @param alerted by session, when its alert arrived
     */
    public void print(
            WebhookTarget target, Map<String, Long> answered, Map<String, Long> alerted, Consumer<String> out) {
        var ways = new ArrayList<Way>();
        for (WebhookTarget.Received received : target.received()) {
            var session = received.body().at("/data/incident/sessions/0").asText();
            var answer = answered.remove(session);
            if (answer != null) {
                ways.add(way(received, answer, alerted.getOrDefault(session, answer)));
            }
        }
        out.accept("  to the webhook: " + ways.size() + " delivered, " + answered.size() + " not: "
                + latencies(ways, Way::received));
        out.accept("    alert to decision: " + latencies(ways, way -> way.decided() - way.alert()));
        out.accept("    decision to attempt: " + latencies(ways, way -> way.begun() - way.decided()));
        out.accept("    attempt to request: " + latencies(ways, way -> way.received() - way.begun()));
        long first = ways.stream().mapToLong(Way::answered).min().orElse(0);
        ways.stream()
                .sorted(Comparator.comparingLong(Way::received).reversed())
                .limit(SLOWEST)
                .forEach(way -> out.accept("    slowest: " + way.since(first)));
    }

    private Way way(WebhookTarget.Received received, long answer, long alert) {
        long zero = answer + epochNanos;
        return new Way(
                answer,
                alert - answer,
                nanos(Instant.parse(received.body().path("timestamp").asText())) - zero,
                begun(received) - zero,
                received.receivedNanos() - answer);
    }

    /** When the attempt began, as its receipt says. */
    private long begun(WebhookTarget.Received received) {
        for (JsonNode channel :
                json("/v1/incidents/" + received.incident() + "/deliveries").path("items")) {
            for (JsonNode attempt : channel.path("attempts")) {
                if (attempt.path("message_id").asText().equals(received.id())) {
                    return nanos(Instant.parse(attempt.path("at").asText()));
                }
            }
        }
        throw new IllegalStateException("no receipt of " + received.id());
    }

    private JsonNode json(String path) {
        try {
            return RecordJson.MAPPER.readTree(server.get(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Latencies latencies(List<Way> ways, ToLongFunction<Way> part) {
        var latencies = new Latencies();
        ways.forEach(way -> latencies.record(Math.max(0, part.applyAsLong(way))));
        return latencies;
    }
}
