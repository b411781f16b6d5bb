package dev.recount.streams.replay;

import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.RuleMatch;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** What matched, by group: of several words about the same match the last. Not thread-safe. */
final class GatheredMatches {

    private static final Comparator<RuleMatch> AS_RECORDED =
            Comparator.comparing(RuleMatch::recordedAt).thenComparing(RuleMatch::identity);

    private final Map<String, Map<String, RuleMatch>> byGroup = new HashMap<>();
    private int count;

    void add(RoutedMatch routed) {
        add(routed.group(), routed.match());
    }

    private void add(String group, RuleMatch match) {
        var before = byGroup.computeIfAbsent(group, ignored -> new HashMap<>()).put(match.identity(), match);
        count += before == null ? 1 : 0;
    }

    void addAll(GatheredMatches other) {
        other.byGroup.forEach((group, matches) -> matches.values().forEach(match -> add(group, match)));
    }

    int count() {
        return count;
    }

    /** The matches that an alert is made of. */
    List<RuleMatch> evidence(GroupKey group, Issued alert) {
        var matches = byGroup.getOrDefault(group.toString(), Map.of());
        return alert.matches().stream()
                .map(matches::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** How many matches stand of events that happened in a range, by rule. */
    Map<String, Long> standing(TimeRange range) {
        Map<String, Long> byRule = new HashMap<>();
        byGroup.forEach((key, matches) -> {
            long standing = matches.values().stream()
                    .filter(match -> match.stands() && range.contains(match.occurredAt()))
                    .count();
            byRule.merge(GroupKey.ruleOf(key), standing, Long::sum);
        });
        return byRule;
    }

    /** What {@code decide} makes of each group and its matches in the order of recording, in the order of the groups' keys. */
    <T> List<T> eachGroup(BiFunction<GroupKey, List<RuleMatch>, T> decide) {
        return byGroup.entrySet().parallelStream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> decide.apply(
                        GroupKey.parse(group.getKey()),
                        group.getValue().values().stream().sorted(AS_RECORDED).toList()))
                .toList();
    }

    /** The rule whose matches are the most, with their number. */
    Optional<Map.Entry<String, Integer>> most() {
        Map<String, Integer> byRule = new HashMap<>();
        byGroup.forEach((key, matches) -> byRule.merge(GroupKey.ruleOf(key), matches.size(), Integer::sum));
        return byRule.entrySet().stream().max(Map.Entry.comparingByValue());
    }
}
