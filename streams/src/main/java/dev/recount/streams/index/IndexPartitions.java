package dev.recount.streams.index;

import java.util.List;

/** The partitions of one store that this process holds. */
@FunctionalInterface
public interface IndexPartitions {

    /**
     * All of them, each to be read on its own.
     *
     * @throws IndexUnavailable while they cannot be read
     */
    List<OrderedReads> partitions();
}
