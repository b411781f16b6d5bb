package dev.recount.evidence.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone, with all that is in it, when the work in it is over. */
final class Workspace implements AutoCloseable {

    private static final String PREFIX = "work-";

    private final Path folder;

    Workspace(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, PREFIX);
    }

    /** Takes away what a process that was killed left behind. */
    static void sweep(Path parent) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(parent)) {
            left = files.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
                    .toList();
        }
        for (Path folder : left) {
            delete(folder);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
