package dev.recount.query.state;

import dev.recount.event.Approval;
import dev.recount.event.Phase;
import dev.recount.event.Word;
import dev.recount.query.event.RecordedEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An approval as it stood.
 *
 * @param approval what was approved, by whom, for whom and until when
 * @param status how it stood
 * @param at event time of what made it so
 * @param event that event
 */
public record Permission(Approval approval, Status status, Instant at, String event) {

    /** How an approval can stand. */
    public enum Status implements Word {
        REQUESTED,
        GRANTED,
        DENIED,
        REVOKED,
        EXPIRED
    }

    /** The approval after {@code event}, which is one of its events. */
    static Permission after(RecordedEvent event) {
        var approval = Objects.requireNonNull(event.event().approval(), "approval");
        return new Permission(approval, status(event.event().phase()), event.occurredAt(), event.id());
    }

    private static Status status(@Nullable Phase phase) {
        if (phase == Phase.GRANTED) {
            return Status.GRANTED;
        }
        if (phase == Phase.DENIED) {
            return Status.DENIED;
        }
        return phase == Phase.REVOKED ? Status.REVOKED : Status.REQUESTED;
    }

    /** The same at {@code moment}: a grant that has run out is none. */
    Permission at(Instant moment) {
        var ends = approval.expiresAt();
        return status == Status.GRANTED && ends != null && !ends.isAfter(moment)
                ? new Permission(approval, Status.EXPIRED, ends, event)
                : this;
    }
}
