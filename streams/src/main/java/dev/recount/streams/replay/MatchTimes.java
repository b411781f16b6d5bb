package dev.recount.streams.replay;

import dev.recount.codec.Micros;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** When matches that stand happened, by rule: all that is left to say of those of which no alert can come. Not thread-safe. */
final class MatchTimes {

    private static final int FIRST_CAPACITY = 16;

    private final Map<String, Times> byRule = new HashMap<>();

    /** Microseconds since 1970. */
    private static final class Times {
        private long[] micros = new long[FIRST_CAPACITY];
        private int count;

        void add(long at) {
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, count * 2);
            }
            micros[count++] = at;
        }

        void addAll(Times other) {
            for (int i = 0; i < other.count; i++) {
                add(other.micros[i]);
            }
        }

        long in(TimeRange range) {
            return Arrays.stream(micros, 0, count)
                    .filter(at -> range.contains(Micros.instant(at)))
                    .count();
        }
    }

    void add(String rule, Instant at) {
        byRule.computeIfAbsent(rule, ignored -> new Times()).add(Micros.of(at));
    }

    void addAll(MatchTimes other) {
        other.byRule.forEach((rule, times) ->
                byRule.computeIfAbsent(rule, ignored -> new Times()).addAll(times));
    }

    /** How many happened in a range, added to what is counted by rule. */
    void count(TimeRange range, Map<String, Long> byRuleId) {
        byRule.forEach((rule, times) -> byRuleId.merge(rule, times.in(range), Long::sum));
    }
}
