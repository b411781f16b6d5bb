package dev.recount.streams.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How long, and how many of, the matches of a group are kept. Time of recording is cut into spans. A span is forgotten as a whole, once
 * its end lies {@code least} before the newest match, and holds at most {@link #KEPT} matches. Over that the one goes that is missed
 * least: of the base rule with the most matches, in the busiest stretch of event time, of the acts that are alike and most, the one recorded
 * last. So neither what many honest acts share nor any hour that is full of them pushes out the one that is different.
 *
 * <p>What is kept of a span is the same in whatever order matches come: to add one never makes room for another that had to go.
 *
 * @param least how long before the newest a match is kept at least
 * @param window how far apart evidence of one alert may be
 */
record Retention(Duration least, Duration window) {

    /** How many matches a span holds, and as many beside them that reference data silences. */
    static final int KEPT = 1_000;

    /** How many spans there are in {@link #least}. */
    private static final int SPANS = 4;

    /** Of a rule that is no longer in force. */
    static final Retention NONE = new Retention(Duration.ZERO, Duration.ZERO);

    /** The order in which matches were recorded. */
    static final Comparator<RuleMatch> OLDEST_FIRST =
            Comparator.comparing(RuleMatch::recordedAt).thenComparing(RuleMatch::identity);

    /** Twice the window, and a day for what arrives late. */
    static Retention of(Duration window) {
        return new Retention(window.multipliedBy(2).plusDays(1), window);
    }

    /** How long before the newest a match may still be kept. */
    Duration most() {
        return least.plusSeconds(spanSeconds());
    }

    /** Whether a match recorded at {@code recordedAt} is forgotten when the newest was recorded at {@code newest}. */
    boolean isOver(Instant recordedAt, Instant newest) {
        return span(recordedAt) < span(newest.minus(least));
    }

    /** Whether two matches take room from each other. */
    boolean isShared(RuleMatch one, RuleMatch other) {
        return one.isSuppressed() == other.isSuppressed() && span(one.recordedAt()) == span(other.recordedAt());
    }

    /** The one that goes when {@code crowd} is one too many. */
    RuleMatch leastMissed(List<RuleMatch> crowd) {
        var left = mostOf(crowd, RuleMatch::rule);
        left = mostOf(left, this::stretch);
        left = mostOf(left, match -> texts(match, "action.verb", "resource.environment"));
        left = mostOf(left, match -> match.values().toString());
        left = mostOf(left, match -> texts(match, "actor.id", "session.id"));
        left = mostOf(left, match -> texts(match, "resource.id"));
        return left.stream().max(OLDEST_FIRST).orElseThrow();
    }

    /** Those that share the commonest key, of several the greatest. */
    private static <K extends Comparable<K>> List<RuleMatch> mostOf(
            List<RuleMatch> matches, Function<RuleMatch, K> key) {
        Map<K, List<RuleMatch>> byKey = new HashMap<>();
        matches.forEach(match -> byKey.computeIfAbsent(key.apply(match), ignored -> new ArrayList<>())
                .add(match));
        Comparator<Map.Entry<K, List<RuleMatch>>> bySize =
                Comparator.comparingInt(entry -> entry.getValue().size());
        return byKey.entrySet().stream()
                .max(bySize.thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getValue();
    }

    private static String texts(RuleMatch match, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            texts.add(String.valueOf(match.field(field)));
        }
        return texts.toString();
    }

    /** Half a window of event time: what is kept of two that follow each other is still near enough to be one alert. */
    private Long stretch(RuleMatch match) {
        return Math.floorDiv(match.occurredAt().getEpochSecond(), Math.max(1, window.toSeconds() / 2));
    }

    private long span(Instant recordedAt) {
        return Math.floorDiv(recordedAt.getEpochSecond(), spanSeconds());
    }

    private long spanSeconds() {
        return Math.max(1, least.toSeconds() / SPANS);
    }
}
