package dev.recount.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VisibilityTest {

    private final Visibility visibility = new Visibility();
    private final AtomicBoolean shown = new AtomicBoolean();

    @Test
    void sees_at_once_what_shows_already() {
        shown.set(true);

        assertThat(visibility.await(Duration.ZERO, shown::get)).isTrue();
    }

    @Test
    void sees_a_change_made_by_another_thread() {
        var waiting = CompletableFuture.supplyAsync(() -> visibility.await(Duration.ofSeconds(10), shown::get));
        shown.set(true);
        visibility.changed();

        assertThat(waiting.join()).isTrue();
    }

    @Test
    void gives_up_when_nothing_shows_in_time() {
        visibility.changed();

        assertThat(visibility.await(Duration.ofMillis(30), shown::get)).isFalse();
    }
}
