package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.streams.detect.RuleMatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupMatchesTest {

    private static final int ROUNDS = 2_000;

    @Test
    void keeps_the_last_word_about_each_match_as_a_map_does() {
        for (int most : List.of(3, 40)) {
            var random = new SplittableRandom(most);
            var matches = new GroupMatches("rule {}");
            Map<String, RuleMatch> expected = new HashMap<>();
            for (int i = 0; i < ROUNDS; i++) {
                var match = match("e" + random.nextInt(most), "r" + random.nextInt(2), i);
                var before = expected.put(match.identity(), match);
                assertThat(matches.put(match)).as("round %d of %d", i, most).isEqualTo(before == null);
            }
            assertThat(matches.all()).containsExactlyInAnyOrderElementsOf(expected.values());
            assertThat(matches.bases()).containsExactlyInAnyOrder("r0", "r1");
        }
    }

    private static RuleMatch match(String event, String rule, int word) {
        var at = Instant.ofEpochSecond(word);
        return new RuleMatch(
                rule, event, null, at, at, -1, List.of(), List.of(), event, List.of(), List.of(), Map.of());
    }
}
