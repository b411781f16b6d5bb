package dev.recount.bench.query;

import java.util.function.Supplier;

/** A store of events that is asked for timelines. */
interface Store extends AutoCloseable {

    String name();

    /**
     * Asks. When it returns, every byte of the answer is with the asker; what came is counted by the result, which is no
     * part of the time that it took. Any number of threads may ask.
     */
    Supplier<Answer> ask(Question question);

    /** As many questions are asked of a store that takes long for each. */
    int SLOW_MAX = 20;

    /** Whether each question takes it so long that only a few can be asked. */
    default boolean isSlow() {
        return false;
    }

    /** Bytes on disk, with all indexes. */
    long bytes();

    @Override
    void close();
}
