package dev.recount.standalone.records;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file given on the command line, or standard input.
 *
 * @param name for messages
 * @param path null for standard input
 */
public record InputFile(String name, @Nullable Path path) {

    private static final String STDIN = "-";
    private static final Pattern RECORDS = Pattern.compile("[^.].*\\.(json|jsonl|ndjson|log)(\\.gz)?");
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * The files that arguments name: {@code -} is standard input, a folder stands for the files of records in it and
     * below, in order of their names.
     *
     * @throws UnreadableFile if there is no such file, or a folder holds none
     */
    public static List<InputFile> of(List<String> arguments) throws UnreadableFile {
        List<InputFile> files = new ArrayList<>();
        for (String argument : arguments) {
            Path path = Path.of(argument);
            if (argument.equals(STDIN)) {
                files.add(new InputFile("stdin", null));
            } else if (Files.isDirectory(path)) {
                files.addAll(inside(path));
            } else if (Files.isReadable(path)) {
                files.add(new InputFile(argument, path));
            } else {
                throw new UnreadableFile(argument, Files.exists(path) ? "may not be read" : "there is no such file");
            }
        }
        return files;
    }

    private static List<InputFile> inside(Path folder) throws UnreadableFile {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<InputFile> files = walk.filter(Files::isRegularFile)
                    .filter(file ->
                            RECORDS.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(file -> new InputFile(file.toString(), file))
                    .toList();
            if (files.isEmpty()) {
                throw new UnreadableFile(
                        folder.toString(), "holds no .json, .jsonl, .ndjson or .log file, also not with .gz");
            }
            return files;
        } catch (IOException e) {
            throw new UnreadableFile(folder.toString(), "cannot be listed");
        }
    }

    /** Size on disk in bytes; 0 if nobody knows. */
    public long size() {
        return path == null ? 0 : path.toFile().length();
    }

    /** The contents, unpacked if they are gzip whatever the name says. */
    InputStream open(InputStream stdin) throws IOException {
        InputStream raw = new BufferedInputStream(path == null ? stdin : Files.newInputStream(path), BUFFER_BYTES);
        raw.mark(2);
        int magic = raw.read() << 8 | raw.read();
        raw.reset();
        return magic == GZIP_MAGIC
                ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES)
                : raw;
    }
}
