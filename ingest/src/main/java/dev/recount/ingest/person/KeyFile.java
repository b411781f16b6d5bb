package dev.recount.ingest.person;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Lines in a file that only its owner may read. A line is appended whole or not at all; what is written is on disk once
 * {@link #settle} returns. Thread-safe.
 */
class KeyFile implements AutoCloseable {

    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final FileChannel file;
    /** Behind the last whole line. */
    private long end;

    private volatile long writes;
    private volatile long settledWrites;
    private boolean broken;

    KeyFile(FileChannel file) {
        this.file = file;
    }

    /**
     * A line that is not blank.
     *
     * @param at offset of its first byte
     * @param length in bytes, without its end
     */
    record Line(long at, int length, String text) {}

    /** Opens the file for its owner only, made if it is not there. */
    static FileChannel channel(Path path) throws IOException {
        var folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return FileChannel.open(path, OPTIONS);
        }
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = FileChannel.open(path, OPTIONS, owner);
        // A file is only there after a crash when its folder says so.
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        return channel;
    }

    /** All lines. A last one without an end is what a crash left of a line that nobody was told of; it is cut off. */
    synchronized List<Line> lines() throws IOException {
        byte[] bytes = all();
        var lines = new ArrayList<Line>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                var text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    lines.add(new Line(from, at - from, text));
                }
                from = at + 1;
            }
        }
        end = from;
        if (from < bytes.length) {
            file.truncate(end);
            writes++;
            settle();
        }
        return lines;
    }

    private byte[] all() throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * Appends a line.
     *
     * @throws IOException when it is not in the file
     */
    synchronized Line append(String text) throws IOException {
        requireWhole();
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            write(ByteBuffer.wrap(bytes), end);
        } catch (IOException e) {
            // The next line must not go behind half of this one.
            broken = true;
            file.truncate(end);
            broken = false;
            throw e;
        }
        var line = new Line(end, bytes.length - 1, text);
        end += bytes.length;
        writes++;
        return line;
    }

    /** Writes blanks over a line, and returns when they are on disk. */
    synchronized void blank(Line line) throws IOException {
        requireWhole();
        byte[] blanks = new byte[line.length()];
        Arrays.fill(blanks, (byte) ' ');
        write(ByteBuffer.wrap(blanks), line.at());
        writes++;
        settle();
    }

    void write(ByteBuffer bytes, long at) throws IOException {
        for (long to = at; bytes.hasRemaining(); ) {
            to += file.write(bytes, to);
        }
    }

    /** Returns when everything that was written before is on disk; at once when it is there already. */
    void settle() throws IOException {
        if (settledWrites < writes) {
            force();
        }
    }

    private synchronized void force() throws IOException {
        requireWhole();
        if (settledWrites < writes) {
            // After a failure nobody can tell what is on disk, not even by trying again.
            broken = true;
            file.force(true);
            broken = false;
            settledWrites = writes;
        }
    }

    private void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("the file of keys could not be written before (expected: mend the disk and restart)");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
