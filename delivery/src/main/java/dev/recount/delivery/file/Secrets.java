package dev.recount.delivery.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a channel's secrets lie outside of the alerts file. */
public interface Secrets {

    /**
     * The text of a file.
     *
     * @throws IOException if it cannot be read
     */
    String file(String path) throws IOException;

    /** A variable of the process; null when it is not set. */
    @Nullable
    String environment(String name);
}
