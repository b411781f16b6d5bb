package dev.recount.streams.detect;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What matches say in their fields, each value once and in order. */
final class MatchValues {

    private MatchValues() {}

    static List<String> of(List<RuleMatch> matches, String field) {
        return sorted(matches.stream().map(match -> match.field(field)));
    }

    /** Those of the matches and those that they go back to: alerts of a family are one incident. */
    static List<String> sessions(List<RuleMatch> matches) {
        return sorted(matches.stream()
                .filter(match -> match.field("session.id") != null)
                .flatMap(match -> Stream.of("session.id", "line.id").map(match::field)));
    }

    private static List<String> sorted(Stream<String> values) {
        return values.filter(Objects::nonNull).distinct().sorted().toList();
    }
}
