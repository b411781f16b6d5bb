package dev.recount.streams.index;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * How far an index is behind its log: what was there at the last look and has not been folded at this one. What came in
 * between is on its way and does not count, so an index that keeps up is behind by nothing, however busy the log is.
 */
final class Freshness {

    private Map<TopicPartition, Long> ends = Map.of();
    private volatile OptionalLong behind = OptionalLong.empty();

    /**
     * A look at the log.
     *
     * @param now offset behind the last record of each partition
     * @param next before this offset of a partition there is nothing that is not folded
     */
    synchronized void look(Map<TopicPartition, Long> now, ToLongFunction<TopicPartition> next) {
        behind = ends.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ends.entrySet().stream()
                        .mapToLong(end -> Math.max(0, end.getValue() - next.applyAsLong(end.getKey())))
                        .sum());
        ends = Map.copyOf(now);
    }

    /** The log could not be looked at. */
    synchronized void lost() {
        behind = OptionalLong.empty();
        ends = Map.of();
    }

    /** How many records; empty while that is not known. */
    OptionalLong behind() {
        return behind;
    }
}
