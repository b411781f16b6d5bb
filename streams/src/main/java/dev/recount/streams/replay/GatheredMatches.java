package dev.recount.streams.replay;

import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleMatch;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What matched, by group: of several words about the same match the last. Not thread-safe. */
final class GatheredMatches {

    private static final Comparator<RuleMatch> AS_RECORDED =
            Comparator.comparing(RuleMatch::recordedAt).thenComparing(RuleMatch::identity);

    private final RuleBook rules;
    private final Map<String, GroupMatches> byGroup = new HashMap<>();
    private final MatchTimes dropped = new MatchTimes();
    private int count;

    GatheredMatches(RuleBook rules) {
        this.rules = rules;
    }

    void add(RoutedMatch routed) {
        boolean another =
                byGroup.computeIfAbsent(routed.group(), GroupMatches::new).put(routed.match());
        count += another ? 1 : 0;
    }

    /** Adds those of other sessions. */
    void addAll(GatheredMatches other) {
        dropped.addAll(other.dropped);
        other.byGroup.forEach((group, matches) -> {
            var here = byGroup.putIfAbsent(group, matches);
            if (here == null) {
                count += matches.all().size();
            } else {
                matches.all().forEach(match -> count += here.put(match) ? 1 : 0);
            }
        });
    }

    /** Drops groups to which nothing more can come, because their session is over, and of which no alert comes; they are still counted. */
    void dropSilent() {
        byGroup.values().removeIf(matches -> {
            var rule = matches.rule();
            if (!rules.staysWithinSession(rule) || rules.mayAlert(rule, matches.bases())) {
                return false;
            }
            count -= matches.all().size();
            matches.all().stream().filter(RuleMatch::stands).forEach(match -> dropped.add(rule, match.occurredAt()));
            return true;
        });
    }

    /** Whether any are kept of a rule whose groups lie within one session. */
    boolean haveSessionBound() {
        return byGroup.values().stream().anyMatch(matches -> rules.staysWithinSession(matches.rule()));
    }

    /** How many are kept. */
    int count() {
        return count;
    }

    /** The matches that an alert is made of. */
    List<RuleMatch> evidence(GroupKey group, Issued alert) {
        var matches = byGroup.get(group.toString());
        var wanted = new HashSet<>(alert.matches());
        return matches == null
                ? List.of()
                : matches.all().stream()
                        .filter(match -> wanted.contains(match.identity()))
                        .toList();
    }

    /** How many matches stand of events that happened in a range, by rule. */
    Map<String, Long> standing(TimeRange range) {
        Map<String, Long> byRule = new HashMap<>();
        dropped.count(range, byRule);
        byGroup.values().forEach(matches -> {
            long standing = matches.all().stream()
                    .filter(match -> match.stands() && range.contains(match.occurredAt()))
                    .count();
            byRule.merge(matches.rule(), standing, Long::sum);
        });
        return byRule;
    }

    /**
     * What {@code decide} makes of each group of which an alert may come and its matches in the order of recording, in the order
     * of the groups' keys.
     */
    <T> List<T> eachGroup(BiFunction<GroupKey, List<RuleMatch>, T> decide) {
        return byGroup.entrySet().parallelStream()
                .filter(group ->
                        rules.mayAlert(group.getValue().rule(), group.getValue().bases()))
                .sorted(Map.Entry.comparingByKey())
                .map(group -> decide.apply(
                        GroupKey.parse(group.getKey()),
                        group.getValue().all().stream().sorted(AS_RECORDED).toList()))
                .toList();
    }

    /** The rule whose matches are the most, with their number. */
    Optional<Map.Entry<String, Integer>> most() {
        Map<String, Integer> byRule = new HashMap<>();
        byGroup.values()
                .forEach(matches -> byRule.merge(matches.rule(), matches.all().size(), Integer::sum));
        return byRule.entrySet().stream().max(Map.Entry.comparingByValue());
    }
}
