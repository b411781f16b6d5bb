package dev.recount.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private static final Instant NOON = Instant.parse("2026-04-24T12:00:00Z");

    private final SetClock clock = new SetClock();
    private final UnderWay underWay = new UnderWay(clock);

    @Test
    void nothing_is_under_way_before_anything_is_recorded() {
        assertThat(underWay.settled()).isEqualTo(NOON.minusNanos(1_000));
    }

    @Test
    void what_is_settled_stays_before_the_oldest_event_under_way_until_the_log_has_answered() {
        var first = underWay.begin();
        clock.now = NOON.plusSeconds(1);
        var second = underWay.begin();
        clock.now = NOON.plusSeconds(9);

        assertThat(underWay.settled()).isEqualTo(first.at().minusNanos(1_000));
        first.close();
        assertThat(underWay.settled()).isEqualTo(second.at().minusNanos(1_000));
        second.close();
        assertThat(underWay.settled()).isEqualTo(clock.now.minusNanos(1_000));
    }

    @Test
    void two_requests_of_one_moment_are_both_waited_for() {
        var first = underWay.begin();
        var second = underWay.begin();
        clock.now = NOON.plusSeconds(1);

        first.close();
        assertThat(underWay.settled()).isBefore(second.at());
        second.close();
        assertThat(underWay.settled()).isAfter(second.at());
    }

    @Test
    void nothing_is_recorded_at_a_time_that_was_called_settled_though_the_clock_goes_back() {
        clock.now = NOON.plusSeconds(60);
        var settled = underWay.settled();
        clock.now = NOON;

        assertThat(underWay.begin().at()).isAfter(settled);
        assertThat(underWay.settled()).isEqualTo(settled);
    }

    @Test
    void times_of_recording_are_whole_microseconds() {
        clock.now = NOON.plusNanos(1_999);
        assertThat(underWay.begin().at()).isEqualTo(NOON.plusNanos(1_000));
    }

    private static final class SetClock extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
