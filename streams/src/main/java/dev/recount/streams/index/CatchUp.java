package dev.recount.streams.index;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * How much of what was in the topics at the start is still to be folded. A partition may end in offsets that hold no record, such as
 * the marks of transactions; so an index that has had nothing to do for a while has caught up too.
 */
final class CatchUp {

    private static final long IDLE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Map<TopicPartition, Long> behind;
    private final LongSupplier nanoTime;
    private long lastIndexed = -1;
    private long idleSince;

    /**
     * @param ends offset behind the last of each partition
     * @param nanoTime a clock that only runs forward
     */
    CatchUp(Map<TopicPartition, Long> ends, LongSupplier nanoTime) {
        this.behind = new HashMap<>(ends);
        this.nanoTime = nanoTime;
    }

    /**
     * How many records are still to be folded; asked while the index is running.
     *
     * @param position offset of the last record folded of a partition, or -1
     * @param indexed how many records have been folded since the start
     */
    synchronized long left(ToLongFunction<TopicPartition> position, long indexed) {
        behind.entrySet().removeIf(end -> position.applyAsLong(end.getKey()) + 1 >= end.getValue());
        if (!behind.isEmpty() && hasBeenIdle(indexed)) {
            behind.clear();
        }
        return behind.entrySet().stream()
                .mapToLong(end -> end.getValue() - 1 - position.applyAsLong(end.getKey()))
                .sum();
    }

    private boolean hasBeenIdle(long indexed) {
        if (indexed != lastIndexed) {
            lastIndexed = indexed;
            idleSince = nanoTime.getAsLong();
        }
        return nanoTime.getAsLong() - idleSince >= IDLE_NANOS;
    }
}
