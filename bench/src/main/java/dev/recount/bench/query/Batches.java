package dev.recount.bench.query;

import dev.recount.event.Event;
import dev.recount.streams.index.FoldedIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers events by partition and folds a thousand at a time, as the index does. */
final class Batches {

    private static final int TOGETHER = 1_000;

    private final FoldedIndex index;
    private final Map<Integer, List<Event>> gathered = new HashMap<>();

    Batches(FoldedIndex index) {
        this.index = index;
    }

    void add(Event event, int partition) {
        var batch = gathered.computeIfAbsent(partition, p -> new ArrayList<>(TOGETHER));
        batch.add(event);
        if (batch.size() == TOGETHER) {
            index.addAll(partition, batch);
            batch.clear();
        }
    }

    void flush() {
        gathered.forEach(index::addAll);
        gathered.clear();
    }
}
