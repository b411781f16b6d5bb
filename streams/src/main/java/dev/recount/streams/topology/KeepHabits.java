package dev.recount.streams.topology;

import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.streams.baseline.HabitTable;
import dev.recount.streams.baseline.Kept;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryKey;
import java.time.Duration;
import java.util.function.BiConsumer;
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

    private static final Duration TIDIES_EVERY = Duration.ofHours(1);

    private final ReferenceBook book;
    private final DetectionCounters counters;

    private ProcessorContext<String, RegistryEntry> context;
    private HabitTable table;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    KeepHabits(ReferenceBook book, DetectionCounters counters) {
        this.book = book;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, RegistryEntry> context) {
        this.context = context;
        this.table = new HabitTable(new Stored(context.getStateStore(STORE)), HabitTable.HABITS_MAX);
        context.schedule(TIDIES_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tidy);
    }

    @Override
    public void process(Record<String, Sighting> record) {
        if (!table.hasRoomFor(record.value().habit())) {
            counters.unkeptHabits.increment();
        }
        table.accept(record.value(), book::habit).ifPresent(entry -> forward(entry.id(), entry, record.timestamp()));
    }

    private void tidy(long nowMs) {
        table.tidy(book::habit).forEach((id, entry) -> forward(id, entry.orElse(null), nowMs));
    }

    private void forward(String id, @Nullable RegistryEntry entry, long timestamp) {
        var key = new RegistryKey(RegistryKind.BASELINES.wire(), id).toString();
        context.forward(new Record<>(key, entry, timestamp));
    }

    private record Stored(KeyValueStore<String, Kept> store) implements HabitTable.Rows {
        @Override
        public @Nullable Kept get(String key) {
            return store.get(key);
        }

        @Override
        public void put(String key, Kept row) {
            store.put(key, row);
        }

        @Override
        public void delete(String key) {
            var unused = store.delete(key);
        }

        @Override
        public void each(BiConsumer<String, Kept> visitor) {
            try (var all = store.all()) {
                all.forEachRemaining(entry -> visitor.accept(entry.key, entry.value));
            }
        }
    }
}
