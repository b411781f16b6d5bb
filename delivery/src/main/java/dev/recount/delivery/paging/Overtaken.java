package dev.recount.delivery.paging;

import dev.recount.alert.IncidentStatus;
import dev.recount.delivery.outage.Outage;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages that still wait when their incident has gone on: what is over wakes nobody any more, and what is worse does not
 * wait for the attempt that was planned for less. A message that takes another's place has an id of its own, because targets
 * drop what comes twice under one.
 */
final class Overtaken {

    private Overtaken() {}

    /** The page with another message in place of {@code waiting}, due now; empty while that still holds. */
    static Optional<Page> by(Page page, Pending waiting, Instant now) {
        var told = page.told();
        if (page.inheritedBy() != null || told == null) {
            // Whoever goes on with the page takes it that this message is being said.
            return Optional.empty();
        }
        var incident = page.incident();
        if (isEnded(incident.status()) && !isEnded(told.status())) {
            // Somebody may have heard of it: an attempt that failed may have arrived all the same.
            var message = message(page, waiting, MessageType.INCIDENT_RESOLVED, false, now);
            return Optional.of(page.saying(message, new Told(incident.status(), incident.severity(), told.pagedAt())));
        }
        if (isWorse(page, waiting)) {
            boolean wakes = waiting.page() || (Outage.isOne(incident) && Outage.wakes(incident));
            // Only the severity counts as told: an acknowledgement is a message of its own.
            var message = message(page, waiting, waiting.type(), wakes, now);
            return Optional.of(page.saying(message, new Told(told.status(), incident.severity(), told.pagedAt())));
        }
        return Optional.empty();
    }

    private static boolean isEnded(IncidentStatus status) {
        return status == IncidentStatus.RESOLVED || status == IncidentStatus.RETRACTED;
    }

    private static boolean isWorse(Page page, Pending waiting) {
        return switch (waiting.type()) {
            case INCIDENT_OPENED, INCIDENT_UPDATED, DELIVERY_FAILED ->
                page.incident().severity().compareTo(waiting.incident().severity()) > 0;
            case INCIDENT_ACKNOWLEDGED, INCIDENT_RESOLVED, TEST -> false;
        };
    }

    private static Pending message(Page page, Pending waiting, MessageType type, boolean wakes, Instant now) {
        return new Pending(
                MessageId.of(page.id(), page.sequence() + 1),
                type,
                page.incident(),
                now,
                now,
                0,
                waiting.folded() + page.folded(),
                wakes,
                type == waiting.type() ? waiting.failure() : null);
    }
}
