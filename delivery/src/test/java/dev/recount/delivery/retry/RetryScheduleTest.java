package dev.recount.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07Z");

    @Test
    void webhooks_are_tried_for_three_days_and_then_given_up() {
        var total = Duration.ZERO;
        int failed = 1;
        for (var next = RetrySchedule.WEBHOOK.after(failed, null, 0.5);
                next.isPresent();
                next = RetrySchedule.WEBHOOK.after(++failed, null, 0.5)) {
            total = total.plus(next.get());
        }

        assertThat(total).isBetween(Duration.ofHours(75), Duration.ofHours(76));
        assertThat(failed).isEqualTo(10);
    }

    @Test
    void jitter_spreads_a_delay_by_a_fifth() {
        assertThat(RetrySchedule.WEBHOOK.after(1, null, 0)).contains(Duration.ofSeconds(4));
        assertThat(RetrySchedule.WEBHOOK.after(1, null, 1)).contains(Duration.ofSeconds(6));
    }

    @Test
    void what_the_target_asks_for_is_never_undercut() {
        assertThat(RetrySchedule.PAGER.after(1, Duration.ofSeconds(30), 0)).contains(Duration.ofSeconds(30));
        assertThat(RetrySchedule.PAGER.after(1, Duration.ofSeconds(30), 1)).contains(Duration.ofSeconds(36));
    }

    @Test
    void reads_retry_after_as_seconds_and_as_a_date() {
        assertThat(RetryAfter.of("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.of("Fri, 24 Apr 2026 16:42:07 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.of("999999999", NOW)).isEqualTo(Duration.ofDays(1));
        assertThat(RetryAfter.of("soon", NOW)).isNull();
        assertThat(RetryAfter.of("", NOW)).isNull();
        assertThat(RetryAfter.of(null, NOW)).isNull();
    }
}
