package dev.recount.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, now::get);

    @Test
    void grants_as_many_as_a_second_allows_and_says_when_the_next_may_come() {
        assertThat(limit.take("a")).isEqualTo(new RateLimit.Grant(true, 1, Duration.ZERO));
        assertThat(limit.take("a")).isEqualTo(new RateLimit.Grant(true, 0, Duration.ZERO));
        assertThat(limit.take("a")).isEqualTo(new RateLimit.Grant(false, 0, Duration.ofMillis(500)));
        assertThat(limit.take("b").granted()).isTrue();
    }

    @Test
    void fills_up_again_with_time_and_no_further_than_to_the_brim() {
        limit.take("a");
        limit.take("a");
        now.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(limit.take("a").granted()).isTrue();
        assertThat(limit.take("a").granted()).isFalse();

        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(limit.take("a").left()).isEqualTo(1);
    }

    @Test
    void remembers_no_more_callers_than_it_can_hold() {
        for (int i = 0; i < 10_001; i++) {
            limit.take("c" + i);
        }
        assertThat(limit.take("c0").left()).isEqualTo(1);
        assertThat(limit.take("c10000").left()).isZero();
    }
}
