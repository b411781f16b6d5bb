package dev.recount.evidence.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps what is exported from other users of the machine, where the file system knows users. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Makes the folder if it is not there (0700), and closes what stands in it already (0600). */
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        set(folder, "rwx------");
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                file(file);
            }
        }
    }

    static void file(Path file) throws IOException {
        set(file, "rw-------");
    }

    private static void set(Path path, String permissions) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }
}
