package dev.recount.ingest.http;

import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.secret.SecretKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** Counts what comes in, by source and result; never by session, actor or anything else that a sender chooses. */
final class IngestMeters {

    private final MeterRegistry registry;

    IngestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void counted(String source, long bytes, Intake.Result result, Instant started, Instant ended) {
        registry.counter("recount.ingest.bytes", "source", source).increment((double) bytes);
        registry.timer("recount.ingest.request.duration", "source", source).record(Duration.between(started, ended));
        count(source, "accepted", result, Outcome.Accepted.class);
        count(source, "duplicate", result, Outcome.Duplicate.class);
        count(source, "rejected", result, Outcome.Refused.class);
        count(source, "not_taken", result, Outcome.NotTaken.class);
        for (Item item : result.items()) {
            if (item instanceof Item.Ready ready) {
                for (SecretKind kind : ready.secrets()) {
                    registry.counter("recount.redactions", "kind", kind.wire()).increment();
                }
            }
        }
    }

    private void count(String source, String name, Intake.Result result, Class<? extends Outcome> kind) {
        long number = result.outcomes().stream().filter(kind::isInstance).count();
        if (number > 0) {
            registry.counter("recount.ingest.events", "source", source, "result", name)
                    .increment((double) number);
        }
    }
}
