package dev.recount.standalone.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A data directory that this process owns until it closes it. The lock is the operating system's, so it ends with the
 * process however that ends; the process id written beside it only serves the message.
 */
public final class DataDirectory implements AutoCloseable {

    /** Below this a broker that starts would soon stop in the middle of a write. */
    static final long FREE_BYTES_MIN = 64L << 20;

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the directory, made if it is not there.
     *
     * @throws DataDirectoryException if another process has it, it cannot be written, or its disk is full
     */
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            requireSpace(path, Files.getFileStore(path).getUsableSpace());
            return new DataDirectory(path, lock(path));
        } catch (AccessDeniedException e) {
            throw new DataDirectoryException(path + " cannot be written; choose another one with --data", e);
        } catch (FileSystemException e) {
            throw new DataDirectoryException(path + " cannot be used (" + reason(e) + "); choose another one", e);
        } catch (IOException e) {
            throw new DataDirectoryException(path + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String reason(FileSystemException e) {
        String reason = e.getReason();
        return reason == null ? "there is a file in the way: " + e.getFile() : reason;
    }

    static void requireSpace(Path path, long usableBytes) {
        if (usableBytes < FREE_BYTES_MIN) {
            throw new DataDirectoryException("the disk of %s has %d MiB left (expected: %d MiB or more); free some or "
                            .formatted(path, usableBytes >> 20, FREE_BYTES_MIN >> 20)
                    + "choose another one with --data");
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new DataDirectoryException("another recount is running on " + path + owner(channel)
                        + "; stop it, or choose another directory with --data");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("\\d+") ? " (process " + text + ")" : "";
    }

    /** The directory itself, absolute. */
    public Path path() {
        return path;
    }

    /** Whether an earlier process kept events here, or what follows from them. */
    public boolean isUsed() {
        return Files.exists(kafka()) || Files.exists(path.resolve("index"));
    }

    /** Where the embedded broker keeps its log. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** Where Kafka Streams keeps its stores. */
    public Path streams() {
        return path.resolve("streams");
    }

    /** Where log files go. */
    public Path logs() {
        return path.resolve("logs");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataDirectoryException("the lock of " + path + " cannot be released", e);
        }
    }
}
