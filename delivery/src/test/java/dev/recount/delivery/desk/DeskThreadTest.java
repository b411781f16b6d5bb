package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeskThreadTest {

    @Test
    void what_fails_is_done_again_all_the_same() throws InterruptedException {
        var times = new CountDownLatch(3);
        try (var thread = new DeskThread()) {
            thread.every(Duration.ofMillis(1), () -> {
                times.countDown();
                throw new IllegalStateException("broken");
            });
            assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
