package dev.recount.evidence.format;

import java.io.IOException;

/** A way to write events, one after the other. */
public interface EventFormat {

    /** The name by which it is asked for. */
    String name();

    /** The name of the file in a bundle. */
    String fileName();

    /** What stands before the first event, with its line end; empty if nothing does. */
    default String header() {
        return "";
    }

    /**
     * One event, with its line end, in UTF-8.
     *
     * @throws IOException when the record holds no event
     */
    byte[] line(SealedRecord record) throws IOException;
}
