package dev.recount.streams.index;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that hold no record, such as the marks of transactions and what retention has deleted: an index never sees them, and
 * what waits for it must not wait there.
 */
final class Gaps {

    /** An index that stands still for so many looks may stand before a gap. */
    private static final int LOOKS = 3;

    /** Whether a partition holds a record between two offsets. */
    interface Log {
        boolean hasRecord(TopicPartition partition, long from, long end);
    }

    private record Standing(long next, int looks) {}

    private final Log log;
    private final ToLongFunction<TopicPartition> folded;
    private final Map<TopicPartition, Long> passed = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Standing> standing = new HashMap<>();

    /** @param folded offset of the last record folded of a partition, or -1 */
    Gaps(Log log, ToLongFunction<TopicPartition> folded) {
        this.log = log;
        this.folded = folded;
    }

    /** Before this offset of {@code partition} there is nothing that is not folded. */
    long next(TopicPartition partition) {
        return Math.max(folded.applyAsLong(partition) + 1, passed.getOrDefault(partition, 0L));
    }

    /**
     * Looks into the log where the index stands still before its end; to be called once in a while, by one thread.
     *
     * @param ends offset behind the last record of each partition
     */
    void look(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> {
            long next = next(partition);
            if (next < end && looks(partition, next) == LOOKS && !log.hasRecord(partition, next, end)) {
                passed.put(partition, end);
            }
        });
    }

    private int looks(TopicPartition partition, long next) {
        var now = standing.merge(
                partition,
                new Standing(next, 1),
                (before, first) -> before.next() == next ? new Standing(next, before.looks() + 1) : first);
        return now.looks();
    }
}
