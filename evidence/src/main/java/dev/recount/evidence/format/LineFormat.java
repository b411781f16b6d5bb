package dev.recount.evidence.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A format in which an event is a piece of text that depends on nothing but the event. */
non-sealed interface LineFormat extends EventFormat {

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

    @Override
    default EventWriter writer(OutputStream out) throws IOException {
        out.write(header().getBytes(StandardCharsets.UTF_8));
        return record -> out.write(line(record));
    }

    @Override
    default ShownEvents shown(InputStream in) throws IOException {
        return new ShownLines(this, in);
    }
}
