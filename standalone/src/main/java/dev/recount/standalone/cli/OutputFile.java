package dev.recount.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command writes to; looked at before a server is asked to work for it. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Refuses a place where no file can be written.
     *
     * @throws UsageException saying what is in the way
     */
    static void require(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new UsageException("-o: " + file + " is a directory (expected: a file in it)");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UsageException("-o: " + file + " is not a file that can be replaced");
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException("-o: there is no directory " + folder + " (expected: one that is there)");
        }
        if (!Files.isWritable(folder)) {
            throw new UsageException("-o: nothing can be written to the directory " + folder);
        }
    }
}
