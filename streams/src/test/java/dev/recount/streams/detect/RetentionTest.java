package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant T0 = Instant.parse("2026-05-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Retention RETENTION = Retention.of(WINDOW);

    @Test
    void what_is_kept_is_the_same_in_whatever_order_matches_come() {
        for (int seed = 0; seed < 2; seed++) {
            var random = new Random(seed);
            List<RuleMatch> matches = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                var actor = random.nextInt(10) == 0 ? random.nextInt(200) : random.nextInt(3);
                var second = random.nextInt(5) == 0 ? random.nextInt(80_000) : 56_000 + random.nextInt(10_000);
                matches.add(match("m" + i, second, random.nextInt(8) == 0 ? "a" : "b", "actor" + actor));
            }
            var expected = kept(matches);
            for (int order = 0; order < 2; order++) {
                Collections.shuffle(matches, random);
                assertThat(kept(matches)).as("seed %d", seed).isEqualTo(expected);
            }
            assertThat(expected).hasSizeBetween(Retention.KEPT, 2 * Retention.KEPT - 1);
        }
    }

    @Test
    void many_like_each_other_leave_room_for_the_one_that_is_different() {
        List<RuleMatch> matches = new ArrayList<>();
        for (int i = 0; i < 2 * Retention.KEPT; i++) {
            matches.add(match("holder" + i, 2 * i, "b", "holder"));
        }
        matches.add(match("other rule", 3_990, "a", "holder"));
        matches.add(match("thief", 3_999, "b", "thief"));

        assertThat(kept(matches)).hasSize(Retention.KEPT).contains("other rule", "thief", "holder0");
    }

    @Test
    void no_hour_full_of_acts_hides_the_next() {
        List<RuleMatch> matches = new ArrayList<>();
        for (int i = 0; i < 2 * Retention.KEPT; i++) {
            matches.add(match("first" + i, i % 400, "b", "actor" + i));
        }
        for (int i = 0; i < 300; i++) {
            matches.add(match("next" + i, 3_600 + i, "b", "actor" + i));
        }

        assertThat(kept(matches))
                .hasSize(Retention.KEPT)
                .filteredOn(id -> id.startsWith("next"))
                .hasSize(300);
    }

    @Test
    void a_span_is_forgotten_as_a_whole_and_not_before_it_is_due() {
        assertThat(kept(List.of(match("old", 0, "b", "x"), match("new", seconds(RETENTION.least()), "b", "x"))))
                .contains("old");
        assertThat(kept(List.of(match("old", 0, "b", "x"), match("new", 1 + seconds(RETENTION.most()), "b", "x"))))
                .containsExactly("new");
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    private static Set<String> kept(List<RuleMatch> matches) {
        var group = new MatchGroup();
        matches.forEach(match -> group.put(match, group.leaving(match, RETENTION)));
        return group.all().stream().map(RuleMatch::eventId).collect(Collectors.toSet());
    }

    private static RuleMatch match(String id, int second, String rule, String actor) {
        var at = T0.plusSeconds(second);
        return new RuleMatch(
                rule,
                id,
                null,
                at,
                at,
                -1,
                List.of(),
                List.of(),
                id,
                List.of(),
                List.of(),
                Map.of("actor.id", actor, "session.id", "s"));
    }
}
