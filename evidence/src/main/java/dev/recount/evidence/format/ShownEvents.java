package dev.recount.evidence.format;

import java.io.Closeable;
import java.io.IOException;

/** The events file of a bundle, held against the records as it is read. */
public interface ShownEvents extends Closeable {

    /** Of a format that is not known, which is not looked at. */
    ShownEvents UNKNOWN = new ShownEvents() {
        @Override
        public boolean isNext(SealedRecord record) {
            return true;
        }

        @Override
        public boolean hasMore() {
            return false;
        }

        @Override
        public void close() {}
    };

    /** Whether what follows is {@code record}. */
    boolean isNext(SealedRecord record) throws IOException;

    /** Whether there is anything left. */
    boolean hasMore() throws IOException;
}
