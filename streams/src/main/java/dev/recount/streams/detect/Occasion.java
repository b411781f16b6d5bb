package dev.recount.streams.detect;

import dev.recount.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When and among whom an alert calls for somebody: what it shares with other alerts of one incident.
 *
 * @param first event time of the first of it
 * @param last event time of the last of it
 * @param sessions those that acted, and those that they go back to
 * @param credentials what they used
 * @param protectionGroups what they acted on
 */
public record Occasion(
        Instant first, Instant last, List<String> sessions, List<String> credentials, List<String> protectionGroups) {

    /** Alerts whose occasions are no further apart than this may be one incident. */
    public static final Duration REACH = Duration.ofHours(1);

    public Occasion {
        sessions = List.copyOf(sessions);
        credentials = List.copyOf(credentials);
        protectionGroups = List.copyOf(protectionGroups);
    }

    /** All that an alert speaks of. */
    public static Occasion of(Alert alert) {
        return new Occasion(
                alert.firstEvidenceAt(),
                alert.lastEvidenceAt(),
                alert.sessions(),
                alert.credentials(),
                alert.protectionGroups());
    }
}
