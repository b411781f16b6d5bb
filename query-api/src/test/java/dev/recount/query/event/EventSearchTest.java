package dev.recount.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Session;
import dev.recount.event.TestEvents;
import dev.recount.query.NaiveViews;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventSearchTest {

    private static final long T0 = Micros.of(TestEvents.T0);
    private static final Instant NOW = TestEvents.T0.plusSeconds(1_000_000);

    private final NaiveViews log = new NaiveViews();

    private void record(int events, String session) {
        for (int i = 0; i < events; i++) {
            log.add(
                    0,
                    Event.of(EventType.ACTION)
                            .id(session + i)
                            .session(new Session(session, null, null, null, null))
                            .occurredAt(TestEvents.T0.plusSeconds(i))
                            .recordedAt(TestEvents.T0)
                            .build());
        }
    }

    private EventSearch.Counted counted(String session, TimeRange range, int countedMax) {
        var views = log.views();
        Optional<String> any = Optional.empty();
        var filter = new EventFilter(
                any, Optional.of(session), any, any, any, Set.of(), any, any, Set.of(), any, Set.of(), any);
        return new EventSearch(views.events(), views.timelines(), views.facts(), countedMax)
                .counted(filter, range, NOW, 2);
    }

    @Test
    void an_open_range_is_counted_from_what_is_found_first_to_what_is_found_last() {
        record(600, "s1");
        record(3, "s2");

        assertThat(counted("s1", TimeRange.ALWAYS, 10_000).buckets())
                .containsExactly(
                        new Histogram.Bucket(T0, T0 + 299_500_000, 300),
                        new Histogram.Bucket(T0 + 299_500_000, T0 + 599_000_001, 300));
        assertThat(counted("s3", TimeRange.ALWAYS, 10_000).buckets()).isEmpty();
        assertThat(counted("s3", new TimeRange(T0, T0 + 2), 10_000).buckets()).hasSize(2);
        assertThat(counted("s1", new TimeRange(5, 5), 10_000).buckets()).isEmpty();
    }

    @Test
    void counting_ends_somewhere_and_says_where() {
        record(1_100, "s1");

        var some = counted("s1", TimeRange.ALWAYS, 512);

        assertThat(some.countedToMicros()).hasValue(T0 + 511_000_000L);
        assertThat(some.buckets()).extracting(Histogram.Bucket::count).containsExactly(512L, 0L);
        assertThat(counted("s1", TimeRange.ALWAYS, 10_000).countedToMicros()).isEmpty();
    }
}
