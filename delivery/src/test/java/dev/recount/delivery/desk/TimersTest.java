package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.delivery.Incidents;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Instant AT = Incidents.AT;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    private final Timers timers = new Timers(thread);

    TimersTest() {
        thread.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    @Test
    void a_page_that_changes_often_has_one_timer() {
        for (int i = 0; i < 1_000; i++) {
            timers.set("page", AT.plusSeconds(300 + i), AT, () -> {});
            timers.set("page", AT.plusSeconds(300 + i), AT, () -> {});
        }
        timers.set("other", AT.plusSeconds(300), AT, () -> {});
        assertThat(thread.getQueue()).hasSize(2);

        timers.clear("page");
        assertThat(thread.getQueue()).hasSize(1);
    }

    @Test
    void an_earlier_time_takes_the_place_of_a_later_one() throws InterruptedException {
        var looked = new CountDownLatch(1);
        timers.set("page", AT.plusSeconds(300), AT, () -> {});
        timers.set("page", AT, AT, looked::countDown);

        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.getQueue()).isEmpty();
    }
}
