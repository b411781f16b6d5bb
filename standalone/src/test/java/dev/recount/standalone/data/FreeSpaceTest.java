package dev.recount.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.runtime.health.Check;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {

    private final AtomicLong free = new AtomicLong(FreeSpace.BYTES_MIN);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final FreeSpace space = new FreeSpace(free::get, nanos::get);

    @Test
    void is_refused_while_the_disk_is_nearly_full_and_given_again_after_that() {
        assertThat(space.isEnough()).isTrue();
        assertThat(space.check()).isEqualTo(Check.up());

        free.decrementAndGet();
        nanos.addAndGet(FreeSpace.LOOK_NANOS);
        assertThat(space.isEnough()).isFalse();
        assertThat(space.check())
                .isEqualTo(Check.down("less than 128 MiB free; events are refused until there is more"));

        free.incrementAndGet();
        nanos.addAndGet(FreeSpace.LOOK_NANOS);
        assertThat(space.isEnough()).isTrue();
    }

    @Test
    void asks_the_disk_no_more_than_twenty_times_a_second() {
        free.set(0);
        nanos.addAndGet(FreeSpace.LOOK_NANOS - 1);

        assertThat(space.isEnough()).isTrue();
    }
}
