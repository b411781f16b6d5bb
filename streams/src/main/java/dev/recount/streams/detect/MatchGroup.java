package dev.recount.streams.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one group, as a set, and the alerts stated about it so far. Bounded like a session's memory: over the bound
 * those recorded first are forgotten first, whatever their own clocks say.
 */
public final class MatchGroup {

    /** How many matches a group holds. */
    static final int KEPT = 2_000;

    private static final Comparator<RuleMatch> OLDEST_FIRST =
            Comparator.comparing(RuleMatch::recordedAt).thenComparing(RuleMatch::identity);

    private final Map<String, RuleMatch> matches = new HashMap<>();
    private final TreeSet<RuleMatch> byRecording = new TreeSet<>(OLDEST_FIRST);
    private final Map<String, Issued> issued = new HashMap<>();

    @Nullable
    RuleMatch get(String identity) {
        return matches.get(identity);
    }

    /** Adds or replaces a match and gives back what had to be forgotten. */
    public List<RuleMatch> put(RuleMatch match) {
        var before = matches.put(match.identity(), match);
        if (before != null) {
            byRecording.remove(before);
        }
        byRecording.add(match);
        List<RuleMatch> forgotten = new ArrayList<>();
        while (byRecording.size() > KEPT) {
            var oldest = byRecording.pollFirst();
            if (oldest != null) {
                matches.remove(oldest.identity());
                forgotten.add(oldest);
            }
        }
        return forgotten;
    }

    /** Takes what a store kept. */
    public void restore(Issued kept) {
        issued.put(kept.alert().id(), kept);
    }

    void state(Issued revision) {
        issued.put(revision.alert().id(), revision);
    }

    @Nullable
    Issued issued(String alertId) {
        return issued.get(alertId);
    }

    /** Every alert stated, in the order of their ids. */
    public List<Issued> issued() {
        return issued.values().stream()
                .sorted(Comparator.comparing(revision -> revision.alert().id()))
                .toList();
    }

    /** Every match, withdrawn ones too. */
    Collection<RuleMatch> all() {
        return matches.values();
    }

    /** When the newest match was recorded. */
    public Instant newest() {
        return byRecording.isEmpty() ? Instant.MIN : byRecording.last().recordedAt();
    }
}
