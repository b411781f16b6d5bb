package dev.recount.evidence.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeScaleTest {

    private static final Instant T0 = Instant.parse("2026-04-24T16:41:00Z");

    private static List<Instant> at(long... millis) {
        return LongStream.of(millis).mapToObj(T0::plusMillis).toList();
    }

    @Test
    void moments_stand_where_their_time_is() {
        var scale = new TimeScale(at(0, 1_000, 4_000, 4_000));
        assertThat(scale.of(T0)).isZero();
        assertThat(scale.of(T0.plusMillis(1_000))).isEqualTo(0.25, within(1e-9));
        assertThat(scale.of(T0.plusMillis(4_000))).isEqualTo(1, within(1e-9));
        assertThat(scale.folds()).isEmpty();
    }

    @Test
    void a_long_pause_is_drawn_short_and_said_to_be() {
        var scale = new TimeScale(at(0, 1_000, 2_000, 86_400_000, 86_401_000));
        assertThat(scale.of(T0.plusMillis(1_000))).isEqualTo(1 / 15.0, within(1e-9));
        assertThat(scale.of(T0.plusMillis(86_400_000))).isEqualTo(14 / 15.0, within(1e-9));
        assertThat(scale.folds()).singleElement().satisfies(fold -> assertThat(fold)
                .isEqualTo(8 / 15.0, within(1e-9)));
    }

    @Test
    void one_moment_or_none_has_a_place_too() {
        assertThat(new TimeScale(at(7, 7)).of(T0.plusMillis(7))).isZero();
        assertThat(new TimeScale(List.of()).folds()).isEmpty();
    }

    @Test
    void elapsed_time_shows_what_it_needs() {
        assertThat(Stream.of("PT0S", "PT7.008S", "PT12M7.008S", "PT3H12M7.008S", "PT51H12M7.008S")
                        .map(Duration::parse)
                        .map(passed -> Elapsed.text(T0, T0.plus(passed))))
                .containsExactly("T+00.000", "T+07.008", "T+12:07.008", "T+03:12:07.008", "T+2d 03:12:07.008");
    }
}
