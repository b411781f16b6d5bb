package dev.recount.delivery.wiring;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.Pending;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What deliveries look like on {@code /metrics}. */
final class Measures {

    private final MeterRegistry meters;

    Measures(MeterRegistry meters, Supplier<Number> waiting) {
        this.meters = meters;
        Gauge.builder("recount.delivery.waiting", waiting)
                .description("messages that wait for a worker")
                .register(meters);
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
