package dev.recount.streams.replay;

import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.RuleMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The matches of one group: of several words about the same match the last. Most groups have one or two. Not thread-safe. */
final class GroupMatches {

    private static final int FEW = 8;

    private final String rule;
    private final List<RuleMatch> matches = new ArrayList<>(1);
    private @Nullable Map<String, Integer> places;

    /** @param group text of the {@link GroupKey} */
    GroupMatches(String group) {
        this.rule = GroupKey.ruleOf(group);
    }

    /** Id of the alert rule whose group it is. */
    String rule() {
        return rule;
    }

    /** Adds or replaces a match; whether it is another than those there were. */
    boolean put(RuleMatch match) {
        int place = place(match);
        if (place >= 0) {
            matches.set(place, match);
            return false;
        }
        matches.add(match);
        if (places != null) {
            places.put(match.identity(), matches.size() - 1);
        } else if (matches.size() > FEW) {
            places = new HashMap<>();
            for (int i = 0; i < matches.size(); i++) {
                places.put(matches.get(i).identity(), i);
            }
        }
        return true;
    }

    private int place(RuleMatch match) {
        if (places != null) {
            return places.getOrDefault(match.identity(), -1);
        }
        for (int i = 0; i < matches.size(); i++) {
            var other = matches.get(i);
            if (other.rule().equals(match.rule()) && other.eventId().equals(match.eventId())) {
                return i;
            }
        }
        return -1;
    }

    List<RuleMatch> all() {
        return matches;
    }

    /** The base rules that matched. */
    Set<String> bases() {
        if (matches.size() == 1) {
            return Set.of(matches.get(0).rule());
        }
        Set<String> bases = new HashSet<>();
        matches.forEach(match -> bases.add(match.rule()));
        return bases;
    }
}
