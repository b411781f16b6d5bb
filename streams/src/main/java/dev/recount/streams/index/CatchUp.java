package dev.recount.streams.index;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/** How much of what was in the topics at the start is still to be folded. What has been reached once stays reached. */
final class CatchUp {

    private final Map<TopicPartition, Long> behind;

    /** @param ends offset behind the last of each partition */
    CatchUp(Map<TopicPartition, Long> ends) {
        this.behind = new ConcurrentHashMap<>(ends);
    }

    /**
     * How many records are still to be folded.
     *
     * @param next before this offset of a partition there is nothing that is not folded
     */
    long left(ToLongFunction<TopicPartition> next) {
        behind.entrySet().removeIf(end -> next.applyAsLong(end.getKey()) >= end.getValue());
        return behind.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - next.applyAsLong(end.getKey())))
                .sum();
    }
}
