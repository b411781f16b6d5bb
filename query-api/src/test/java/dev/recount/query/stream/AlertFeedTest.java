package dev.recount.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.query.NineSeconds;
import dev.recount.query.QueryFixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertFeedTest {

    private final AlertFeed feed = new AlertFeed(5, 3);

    @BeforeEach
    void open() {
        feed.open(0, 0);
    }

    @Test
    void a_listener_that_does_not_read_is_cut_and_others_are_not() throws Exception {
        var slow = feed.subscribe(OptionalLong.empty());
        var quick = feed.subscribe(OptionalLong.empty());
        var heard = new ArrayList<Long>();
        for (long offset = 0; offset < 10; offset++) {
            feed.publish(message(offset));
            quick.next(Duration.ZERO).ifPresent(message -> heard.add(message.offset()));
        }

        assertThat(slow.isClosed()).isTrue();
        assertThat(slow.next(Duration.ofSeconds(5))).isEmpty();
        assertThat(heard).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(feed.listeners()).isEqualTo(1);
    }

    @Test
    void a_returning_listener_gets_what_it_missed_however_small_its_queue() throws Exception {
        for (long offset = 0; offset < 5; offset++) {
            feed.publish(message(offset));
        }
        var returned = feed.subscribe(OptionalLong.of(-1));

        assertThat(returned.hasGap()).isFalse();
        for (long offset = 0; offset < 5; offset++) {
            assertThat(returned.next(Duration.ZERO).orElseThrow().offset()).isEqualTo(offset);
        }
    }

    @Test
    void what_was_there_before_the_stream_opened_is_not_news() throws Exception {
        feed.open(10, 12);
        var live = feed.subscribe(OptionalLong.empty());
        feed.publish(message(10));
        feed.publish(message(11));
        feed.publish(message(12));

        assertThat(live.next(Duration.ZERO).orElseThrow().offset()).isEqualTo(12);
    }

    @Test
    void a_listener_may_come_back_before_the_stream_has_read_so_far() throws Exception {
        feed.open(10, 15);
        var early = feed.subscribe(OptionalLong.of(13));
        for (long offset = 10; offset < 15; offset++) {
            feed.publish(message(offset));
        }

        assertThat(early.hasGap()).isFalse();
        assertThat(early.next(Duration.ZERO).orElseThrow().offset()).isEqualTo(14);
    }

    @Test
    void closing_ends_everyone_who_waits() throws Exception {
        var waiting = feed.subscribe(OptionalLong.empty());
        feed.close();

        assertThat(waiting.isClosed()).isTrue();
        assertThat(waiting.next(Duration.ofSeconds(5))).isEmpty();
        assertThat(feed.listeners()).isZero();
    }

    private static AlertMessage message(long offset) {
        return new AlertMessage(offset, QueryFixtures.alert("a" + offset, 1, NineSeconds.T0, List.of("e")));
    }
}
