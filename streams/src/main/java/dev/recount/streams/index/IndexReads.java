package dev.recount.streams.index;

/** Finds the stores of an index that runs in this process. */
@FunctionalInterface
public interface IndexReads {

    /** The store {@code name}, one of {@link IndexStores}; found anew on each call of the result. */
    ReadableStore store(String name);
}
