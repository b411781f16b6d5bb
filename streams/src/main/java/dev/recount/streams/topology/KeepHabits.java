package dev.recount.streams.topology;

import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.streams.baseline.HabitFold;
import dev.recount.streams.baseline.Kept;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Folds sightings into habits and publishes those that the book does not have yet. What was published is never lost, not even when
 * this store is: a habit goes on from what the book says of it.
 */
final class KeepHabits implements Processor<String, Sighting, String, RegistryEntry> {

    static final String STORE = "habits";

    /** Over it, further habits are not kept: what they would tell stays unknown. */
    static final int HABITS_MAX = 200_000;

    private static final Duration TIDIES_EVERY = Duration.ofHours(1);

    private final ReferenceBook book;
    private final DetectionCounters counters;

    private ProcessorContext<String, RegistryEntry> context;
    private KeyValueStore<String, Kept> store;
    private int count;
    private long latestDay = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    KeepHabits(ReferenceBook book, DetectionCounters counters) {
        this.book = book;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, RegistryEntry> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                count++;
                latestDay = Math.max(latestDay, lastDay(entry.value));
            });
        }
        context.schedule(TIDIES_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tidy);
    }

    @Override
    public void process(Record<String, Sighting> record) {
        var sighting = record.value();
        var before = store.get(record.key());
        if (before == null && count >= HABITS_MAX) {
            counters.unkeptHabits.increment();
            return;
        }
        var published = book.habit(record.key());
        var after = HabitFold.accept(before, published, sighting);
        latestDay = Math.max(latestDay, sighting.day());
        count += before == null ? 1 : 0;
        if (!after.equals(before)) {
            store.put(record.key(), after);
        }
        if (!after.habit().equals(published)) {
            forward(record.key(), after.habit().registered(record.key()), record.timestamp());
        }
    }

    /** Takes away habits that no event can ask about any more, because all of their days are too long ago. */
    private void tidy(long nowMs) {
        List<String> over = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.habit().isOver(latestDay)) {
                    over.add(entry.key);
                }
            });
        }
        for (String id : over) {
            store.delete(id);
            count--;
            forward(id, null, nowMs);
        }
    }

    private void forward(String id, @Nullable RegistryEntry entry, long timestamp) {
        var key = new RegistryKey(RegistryKind.BASELINES.wire(), id).toString();
        context.forward(new Record<>(key, entry, timestamp));
    }

    private static long lastDay(Kept kept) {
        return kept.habit().days().last().orElse(Long.MIN_VALUE);
    }
}
