package dev.recount.delivery.wiring;

import dev.recount.delivery.canary.CanaryResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicLong;

/** What the canary looks like on {@code /metrics}. */
final class CanaryMeasures {

    private final MeterRegistry meters;
    private final AtomicLong arrivedAtSeconds = new AtomicLong();

    CanaryMeasures(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("recount.canary.arrived", arrivedAtSeconds::get)
                .description("when a canary arrived last, in seconds since 1970; 0 before the first")
                .baseUnit("seconds")
                .register(meters);
    }

    void concluded(CanaryResult result) {
        meters.counter("recount.canary.runs", "outcome", result.outcome().wire())
                .increment();
        var latency = result.latency();
        if (latency != null) {
            arrivedAtSeconds.set(result.at().getEpochSecond());
            Timer.builder("recount.canary.latency")
                    .description("from sending a canary until the desk was ready to tell people of it")
                    .publishPercentiles(0.5, 0.99)
                    .register(meters)
                    .record(latency);
        }
    }
}
