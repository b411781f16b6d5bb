package dev.recount.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Resource;
import dev.recount.event.TestEvents;
import dev.recount.query.NaiveViews;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.Sighting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RememberedSurroundingsTest {

    private final NaiveViews log = new NaiveViews();
    private final List<RecordedEvent> events = new ArrayList<>();

    @Test
    void remembering_changes_no_answer_about_what_was_prepared_or_what_was_not() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        record(random, 120);
        long micros = dev.recount.codec.Micros.of(TestEvents.T0);
        long asOf = micros + 90_000_000L;
        var surroundings = new RememberedSurroundings(log.views(), asOf);
        surroundings.prepare(
                events.stream().filter(event -> random.nextInt(4) == 0).toList());

        for (int i = 0; i < 300; i++) {
            var event = events.get(random.nextInt(events.size()));
            var dimension = random.nextBoolean() ? Dimension.RESOURCE : Dimension.ACTION;
            var id = "x" + random.nextInt(3);
            int max = random.nextInt(1, 10);
            Predicate<Sighting> wanted =
                    random.nextBoolean() ? e -> true : e -> e.entry().offset() % 3 == 0;
            long from = micros + random.nextLong(100_000_000L);
            var range = new TimeRange(from, from + random.nextLong(30_000_000L));

            assertThat(surroundings.before(dimension, id, event.entry(), max, wanted))
                    .as("seed %d", seed)
                    .isEqualTo(before(dimension, id, event, max, asOf, wanted));
            assertThat(surroundings.within(dimension, id, range, 5))
                    .as("seed %d", seed)
                    .isEqualTo(within(dimension, id, range, asOf));
        }
    }

    private Optional<Sighting> before(
            Dimension dimension, String id, RecordedEvent event, int max, long asOf, Predicate<Sighting> wanted) {
        var earlier = new ArrayList<>(of(dimension, id)
                .filter(other -> other.entry().compareTo(event.entry()) < 0)
                .toList());
        Collections.reverse(earlier);
        return earlier.stream()
                .limit(max)
                .filter(other -> other.entry().recordedAtMicros() <= asOf)
                .filter(wanted)
                .findFirst();
    }

    private List<Sighting> within(Dimension dimension, String id, TimeRange range, long asOf) {
        return of(dimension, id)
                .filter(other -> range.contains(other.entry().occurredAtMicros()))
                .limit(5)
                .filter(other -> other.entry().recordedAtMicros() <= asOf)
                .toList();
    }

    private Stream<Sighting> of(Dimension dimension, String id) {
        return events.stream()
                .filter(event -> dimension == Dimension.RESOURCE
                        ? id.equals(event.event().resourceId())
                        : id.equals(event.event().actionId()))
                .map(event -> Sighting.of(event.event(), event.entry()))
                .sorted(Comparator.comparing(Sighting::entry));
    }

    private void record(Random random, int count) {
        for (int i = 0; i < count; i++) {
            var at = TestEvents.T0.plusMillis(random.nextInt(100_000));
            var event = Event.of(EventType.ACTION)
                    .id("e" + i)
                    .occurredAt(at)
                    .recordedAt(TestEvents.T0.plusMillis(random.nextInt(100_000)))
                    .action(new Action("x" + random.nextInt(3), null, null, null, null, null, null, null, null, null))
                    .resource(new Resource("x" + random.nextInt(3), null, null, null, null))
                    .build();
            log.add(0, event);
            events.add(new RecordedEvent(event, 0, i));
        }
    }
}
