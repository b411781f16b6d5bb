package dev.recount.delivery.desk;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.Pending;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What deliveries look like on {@code /metrics}. */
public final class Measures {

    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> pending = new ConcurrentHashMap<>();

    public Measures(MeterRegistry meters) {
        this.meters = meters;
    }

    /** So many more messages, or fewer, are on their way to a channel than before. There is one of an incident at most. */
    void pending(String channel, int more) {
        pending.computeIfAbsent(channel, this::queue).addAndGet(more);
    }

    private AtomicInteger queue(String channel) {
        var queue = new AtomicInteger();
        Gauge.builder("recount.delivery.pending", queue, AtomicInteger::get)
                .description("messages that a channel has not taken yet, those that are tried again among them")
                .tag("channel", channel)
                .register(meters);
        return queue;
    }

    void attempted(Channel channel, Pending pending, Attempt.Outcome outcome, Instant now) {
        meters.counter("recount.delivery.attempts", "channel", channel.name(), "outcome", outcome.wire())
                .increment();
        if (outcome == Attempt.Outcome.DELIVERED) {
            Timer.builder("recount.delivery.latency")
                    .description("from the recording of what changed the incident until a channel has it")
                    .tag("channel", channel.name())
                    .register(meters)
                    .record(Duration.between(pending.incident().updatedAt(), now));
        }
    }
}
