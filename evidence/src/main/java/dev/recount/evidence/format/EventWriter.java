package dev.recount.evidence.format;

import java.io.Closeable;
import java.io.IOException;

/** Writes events into a file; to close it is to end the file. */
@FunctionalInterface
public interface EventWriter extends Closeable {

    /**
     * The next event.
     *
     * @throws IOException when the record holds no event
     */
    void write(SealedRecord record) throws IOException;

    @Override
    default void close() throws IOException {}
}
