package dev.recount.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real public logs that stand beside the repository; see its {@code README.md} there for where they are from. */
public final class RealData {

    private RealData() {}

    /** A file or folder of {@code shared/data}. */
    public static Path at(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var found = folder.resolve("shared/data").resolve(path);
            if (Files.exists(found)) {
                return found;
            }
        }
        throw new IllegalStateException(path + " is not in shared/data beside the repository");
    }

    public static List<Path> files(String folder, String suffix) {
        try (var files = Files.walk(at(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
