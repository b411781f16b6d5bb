package dev.recount.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.logging.log4j.core.config.Configurator;

/** Where log lines go. They go to stderr unless a process shows something else there. */
final class Logging {

    /** The system property that {@code log4j2-file.xml} reads. */
    private static final String DIRECTORY = "recount.logs";

    private Logging() {}

    /**
     * From now on lines go to {@code recount.log} in a directory, and only errors to stderr.
     *
     * @throws UsageException if the directory cannot be made; it is the first thing that a server writes
     */
    static void toFile(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException(directory.toAbsolutePath().getParent() + " cannot be used ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + "); choose another one with --data");
        }
        System.setProperty(DIRECTORY, directory.toString());
        Configurator.reconfigure(configuration());
    }

    private static URI configuration() {
        URL resource = Objects.requireNonNull(Logging.class.getResource("/log4j2-file.xml"), "log4j2-file.xml");
        try {
            return resource.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path gives a URL that is no URI", e);
        }
    }
}
