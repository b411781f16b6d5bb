package dev.recount.streams.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one group, as a set, and the alerts stated about it so far. What was recorded long before the newest match
 * is forgotten, and what is most like others when there are too many; see {@link Retention}.
 */
public final class MatchGroup {

    /** Up to this many matches a group is looked at with each. */
    private static final int SMALL = 32;

    private final Map<String, RuleMatch> matches = new HashMap<>();
    private final TreeSet<RuleMatch> byRecording = new TreeSet<>(Retention.OLDEST_FIRST);
    private final Map<String, Issued> issued = new HashMap<>();
    private int lookedAtSize;

    @Nullable
    RuleMatch get(String identity) {
        return matches.get(identity);
    }

    /** Takes what a store kept, as it is. */
    public void restore(RuleMatch match) {
        put(match, List.of());
    }

    /** What is forgotten when {@code match} is added, or takes the place of what it was before; it may be the match itself. */
    List<RuleMatch> leaving(RuleMatch match, Retention retention) {
        var before = matches.get(match.identity());
        var others = byRecording.stream().filter(other -> !other.equals(before)).toList();
        var last = others.isEmpty() ? match : others.get(others.size() - 1);
        var newest = last.recordedAt().isAfter(match.recordedAt()) ? last.recordedAt() : match.recordedAt();
        List<RuleMatch> leaving = new ArrayList<>();
        for (RuleMatch other : others) {
            if (!retention.isOver(other.recordedAt(), newest)) {
                break;
            }
            leaving.add(other);
        }
        if (retention.isOver(match.recordedAt(), newest)) {
            leaving.add(match);
        } else if (others.size() >= Retention.KEPT) {
            crowding(match, others, retention).ifPresent(leaving::add);
        }
        return leaving;
    }

    private static Optional<RuleMatch> crowding(RuleMatch match, List<RuleMatch> others, Retention retention) {
        List<RuleMatch> crowd = new ArrayList<>();
        for (RuleMatch other : others) {
            if (retention.isShared(match, other)) {
                crowd.add(other);
            }
        }
        crowd.add(match);
        return crowd.size() > Retention.KEPT ? Optional.of(retention.leastMissed(crowd)) : Optional.empty();
    }

    /** Adds or replaces a match, and forgets what is {@code leaving} for it. */
    void put(RuleMatch match, List<RuleMatch> leaving) {
        var before = matches.put(match.identity(), match);
        if (before != null) {
            byRecording.remove(before);
        }
        byRecording.add(match);
        for (RuleMatch left : leaving) {
            byRecording.remove(left);
            matches.remove(left.identity());
        }
    }

    /**
     * Whether the group is to be looked at now: a small one with every match, a large one when it has grown by a tenth. To look at a
     * thousand matches with each that comes in would hold up every other group for as long as a flood goes on.
     */
    boolean isDue() {
        return matches.size() <= SMALL || matches.size() >= lookedAtSize + lookedAtSize / 10;
    }

    /** The alerts stated are those of all matches now. */
    void lookedAt() {
        lookedAtSize = matches.size();
    }

    /** Whether everything an alert was made of is still known, standing or withdrawn. */
    boolean remembersAll(Issued alert) {
        return alert.matches().stream().allMatch(matches::containsKey);
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
