package dev.recount.query.timeline;

import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.ShownEvent;
import java.time.Duration;
import java.util.List;

/**
 * One event of a timeline with what is said about it.
 *
 * @param shown the event with its text
 * @param links what it came of
 * @param alerts ids of the alerts that rest on it
 * @param state how well it is witnessed
 * @param clockSkewMs by how many milliseconds its clock contradicts its session's sequence; 0 where they agree
 */
public record TimelineItem(
        ShownEvent shown, List<Link> links, List<String> alerts, EvidenceState state, double clockSkewMs) {

    private static final Duration PROMPT = Duration.ofMinutes(1);

    /** The event. */
    public RecordedEvent event() {
        return shown.recorded();
    }

    /**
     * How many milliseconds after its event time it was recorded, if that took more than a minute: whoever looked in between
     * did not see it. 0 where it was recorded in time.
     */
    public long lateMs() {
        var took = Duration.between(event().occurredAt(), event().recordedAt());
        return took.compareTo(PROMPT) > 0 ? took.toMillis() : 0;
    }
}
