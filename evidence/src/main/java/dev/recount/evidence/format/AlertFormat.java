package dev.recount.evidence.format;

import dev.recount.alert.Alert;
import java.io.IOException;

/** A way to write alerts beside the events of a format, one a line, each made of nothing but the alert. */
public interface AlertFormat {

    /** The name of the file in a bundle. */
    String fileName();

    /** One alert, with its line end, in UTF-8. */
    byte[] line(Alert alert) throws IOException;
}
