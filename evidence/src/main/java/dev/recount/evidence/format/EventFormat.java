package dev.recount.evidence.format;

import dev.recount.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;

/** A way to write events, one after the other, and to tell whether a file is what they would be written as. */
public sealed interface EventFormat permits LineFormat, Parquet {

    /** The name by which it is asked for. */
    String name();

    /** The name of the file in a bundle. */
    String fileName();

    /** The same format for events beside which these alerts stand; a row may say what it is evidence of. */
    default EventFormat beside(Collection<Alert> alerts) {
        return this;
    }

    /** How alerts are written beside the events; empty if only as every bundle has them. */
    default Optional<AlertFormat> alerts() {
        return Optional.empty();
    }

    /** Begins a file; {@code out} is left open. */
    EventWriter writer(OutputStream out) throws IOException;

    /**
     * Begins to compare a file with events, without reading it whole; {@code in} is closed with what is returned.
     *
     * @throws IOException when the file does not begin as this format does
     */
    ShownEvents shown(InputStream in) throws IOException;
}
