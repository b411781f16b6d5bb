package dev.recount.streams.index;

/** One store of an index that runs in this process. */
@FunctionalInterface
public interface ReadableStore {

    /**
     * Reads of it, of all partitions together.
     *
     * @throws IndexUnavailable while it cannot be read
     */
    OrderedReads reads();
}
