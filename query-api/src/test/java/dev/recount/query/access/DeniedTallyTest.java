package dev.recount.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.query.access.DeniedTally.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeniedTallyTest {

    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");

    private final DeniedTally tally = new DeniedTally();

    private List<Tally> told(int calls, String who, boolean different) {
        return IntStream.range(0, calls)
                .mapToObj(i -> tally.add(who, different ? "call " + i : "call", T0))
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void every_different_call_is_listed() {
        assertThat(told(50, "dana", true)).hasSize(50).containsOnly(new Tally(true, 1));
        assertThat(told(50, "kim", true)).hasSize(50).containsOnly(new Tally(true, 1));
    }

    @Test
    void a_call_that_repeats_is_counted() {
        assertThat(told(1_234, "dana", false)).extracting(Tally::calls).containsExactly(1L, 10L, 100L, 1_000L);
    }

    @Test
    void what_one_caller_does_beyond_a_hundred_is_counted() {
        var told = told(1_100, "dana", true);

        assertThat(told).filteredOn(Tally::isListed).hasSize(DeniedTally.LISTED_OF_ONE_MAX);
        assertThat(told)
                .filteredOn(one -> !one.isListed())
                .extracting(Tally::calls)
                .containsExactly(1L, 10L, 100L, 1_000L);
        assertThat(told(1, "kim", true)).containsExactly(new Tally(true, 1));
    }

    @Test
    void a_flood_from_everywhere_stays_bounded() {
        var told = IntStream.range(0, 100_000)
                .mapToObj(i -> tally.add("address " + i, "call", T0))
                .flatMap(Optional::stream)
                .toList();

        assertThat(told).filteredOn(Tally::isListed).hasSize(DeniedTally.LISTED_MAX);
        assertThat(told).filteredOn(one -> !one.isListed()).hasSize(5);
    }

    @Test
    void the_next_minute_begins_anew() {
        told(1_000, "dana", true);

        assertThat(tally.add("dana", "call 0", T0.plusSeconds(59))).isEmpty();
        assertThat(tally.add("dana", "call 0", T0.plusSeconds(60))).contains(new Tally(true, 1));
    }
}
