package dev.recount.ingest.accept;

import dev.recount.codec.FieldProblem;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what every accepted event has: id, times, and a phase where the type has only one. A time that cannot be true
 * is kept as it was sent and labelled {@code clock=before_2000} or {@code clock=ahead}; nothing is decided by it here, and
 * the record's own time on the log is the broker's.
 */
final class Completion {

    static final String CLOCK = "clock";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    private Completion() {}

    static Event complete(Event event, Instant now) {
        var recordedAt = now.truncatedTo(ChronoUnit.MICROS);
        var observedAt = event.observedAt() == null ? recordedAt : event.observedAt();
        var occurredAt = event.occurredAt() == null ? observedAt : event.occurredAt();
        var builder = event.toBuilder()
                .recordedAt(recordedAt)
                .observedAt(observedAt)
                .occurredAt(occurredAt)
                .phase(event.phase() == null ? onlyPhase(event.type()) : event.phase());
        var clock = clock(occurredAt, recordedAt);
        if (clock != null) {
            builder.label(CLOCK, clock);
        }
        var phased = builder.build();
        return phased.id() != null
                ? phased
                : builder.id(EventIds.of(phased, now)).build();
    }

    /** What looks wrong with a completed event, and was recorded all the same. */
    static List<FieldProblem> warnings(Event event) {
        var warnings = new ArrayList<FieldProblem>(0);
        var clock = event.labels().get(CLOCK);
        if (clock != null) {
            var detail = "recorded, but the clock looks wrong: " + clock.replace('_', ' ');
            warnings.add(new FieldProblem("/occurred_at", detail));
        }
        if (event.credential() != null && event.labels().containsKey(Acceptance.FINGERPRINT)) {
            warnings.add(new FieldProblem(
                    "/credential/fingerprint",
                    "not fp_ and letters, digits, _ - or .; taken for a secret and known as "
                            + event.credential().fingerprint()));
        }
        return warnings;
    }

    private static @Nullable String clock(Instant occurredAt, Instant recordedAt) {
        if (occurredAt.isBefore(EARLIEST)) {
            return "before_2000";
        }
        return occurredAt.isAfter(recordedAt.plus(AHEAD_MAX)) ? "ahead" : null;
    }

    private static @Nullable Phase onlyPhase(EventType type) {
        return switch (type) {
            case CONTENT -> Phase.INGESTED;
            case STATEMENT -> Phase.CLAIMED;
            default -> null;
        };
    }
}
