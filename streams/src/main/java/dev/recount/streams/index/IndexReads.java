package dev.recount.streams.index;

/** Finds the stores of an index that runs in this process. */
@FunctionalInterface
public interface IndexReads {

    /** The partitions of the store {@code name}, one of {@link IndexStores}; found anew on each call of the result. */
    IndexPartitions store(String name);
}
