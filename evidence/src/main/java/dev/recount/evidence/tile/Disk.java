package dev.recount.evidence.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The three ways in which the tree touches the disk, so that a test can end the process between any two of them. */
public interface Disk {

    /** Writes all of {@code bytes} at {@code position}. */
    void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException;

    /** Returns when what was written is on the disk. */
    void force(FileChannel channel) throws IOException;

    /** Puts {@code fresh} in the place of {@code file} so that a crash leaves one or the other. */
    void replace(Path fresh, Path file) throws IOException;

    /** Puts a text in the place of what {@code file} holds, so that a crash leaves one or the other, and returns when it is there. */
    default void rewrite(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, StandardCharsets.UTF_8.encode(text), 0);
            force(channel);
        }
        replace(fresh, file);
    }

    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force(FileChannel channel) throws IOException {
            channel.force(false);
        }

        @Override
        public void replace(Path fresh, Path file) throws IOException {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            // Only the directory knows the new name, so it has to be on the disk too.
            try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    };
}
