package dev.recount.bench.query;

import java.util.function.Supplier;

/** A store of events that is asked for timelines. */
interface Store extends AutoCloseable {

    String name();

    /**
     * Asks. When it returns, every byte of the answer is with the asker; what came is counted by the result, which is no
     * part of the time that it took.
     */
    Supplier<Answer> ask(Question question);

    /** Bytes on disk, with all indexes. */
    long bytes();

    @Override
    void close();
}
