package dev.recount.delivery.paging;

import dev.recount.alert.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is decided and not yet delivered. It keeps the incident as it was, so that every attempt says the same.
 *
 * @param messageId the same for every attempt, also after a restart
 * @param type what it says
 * @param incident the incident, cut to what a message holds
 * @param createdAt when it was decided
 * @param dueAt when it is to be tried next
 * @param attempts how often it was tried
 * @param folded changes that this message stands for and that were not told one by one
 * @param page whether it is meant to wake somebody
 * @param failure why another channel could not be told, in a message about that
 */
public record Pending(
        String messageId,
        MessageType type,
        Incident incident,
        Instant createdAt,
        Instant dueAt,
        long attempts,
        long folded,
        boolean page,
        @Nullable String failure) {

    /**
     * Whether it raises the alarm: it is to wake somebody, or changes in place what woke them because things got worse.
     * Acknowledgement and end do not.
     */
    public boolean isAlarm() {
        return page || type == MessageType.INCIDENT_UPDATED;
    }

    /** The same message after a failed attempt. */
    public Pending retriedAt(Instant due) {
        return new Pending(messageId, type, incident, createdAt, due, attempts + 1, folded, page, failure);
    }
}
