package dev.recount.streams.index;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * How far an index is behind its log: what was there at the last look and has not been folded at this one. What came in
 * between is on its way and does not count, so an index that keeps up is behind by nothing, however busy the log is.
 */
final class Freshness {

    /** An index that is behind by more looks than that is told of the later ones only. */
    private static final int LOOKS_MAX = 1_000;

    private Map<TopicPartition, Long> ends = Map.of();
    private volatile OptionalLong behind = OptionalLong.empty();
    private final Deque<Look> looks = new ArrayDeque<>();
    private volatile Optional<Instant> settled = Optional.empty();

    private record Look(Instant inLog, Map<TopicPartition, Long> ends) {

        boolean isReached(ToLongFunction<TopicPartition> next) {
            return ends.entrySet().stream().allMatch(end -> next.applyAsLong(end.getKey()) >= end.getValue());
        }
    }

    /**
     * A look at the log.
     *
     * @param inLog until when all that is recorded was in the log before it was looked at
     * @param now offset behind the last record of each partition
     * @param next before this offset of a partition there is nothing that is not folded
     */
    synchronized void look(Instant inLog, Map<TopicPartition, Long> now, ToLongFunction<TopicPartition> next) {
        behind = ends.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ends.entrySet().stream()
                        .mapToLong(end -> Math.max(0, end.getValue() - next.applyAsLong(end.getKey())))
                        .sum());
        ends = Map.copyOf(now);
        looks.add(new Look(inLog, ends));
        if (looks.size() > LOOKS_MAX) {
            looks.remove();
        }
        while (!looks.isEmpty() && looks.element().isReached(next)) {
            settled = Optional.of(looks.remove().inLog());
        }
    }

    /** All that was recorded until then is folded; empty before the first look that the index has reached. */
    Optional<Instant> settled() {
        return settled;
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
