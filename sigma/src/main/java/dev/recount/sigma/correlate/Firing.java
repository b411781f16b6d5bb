package dev.recount.sigma.correlate;

import java.util.List;
import java.util.Map;

/**
 * A correlation that came true for a group. While the condition goes on to hold at each further match of the group, it is
 * the same firing; once it has not held at a match, or no match came for longer than the window, the next is a new one.
 *
 * @param correlation the correlation's key
 * @param group the values of {@code group-by} by field or alias, in its order
 * @param firstFireMicros the time of the match that made the condition true
 * @param evidence the matches in the window that made it true, in order of time
 * @param following further matches while it lasted, in order of time
 * @param provisional whether a {@code not} can still retract it
 * @param decidedAtMicros the event time from which it is no longer provisional: end of the window plus grace; the time of
 *     the firing itself if nothing can retract it
 */
public record Firing(
        String correlation,
        Map<String, String> group,
        long firstFireMicros,
        List<Match> evidence,
        List<Match> following,
        boolean provisional,
        long decidedAtMicros) {

    /** The same for the same crossing of the condition, however it was computed: correlation, group and time. */
    public String id() {
        return correlation + " " + group + " " + firstFireMicros;
    }

    /** The ids of the events of the evidence, each once, in order of time. */
    public List<String> evidenceIds() {
        return evidence.stream().map(Match::eventId).distinct().toList();
    }
}
