package dev.recount.evidence.tile;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that only grows. One thread appends, many read; what lies behind the last flush is not there for readers. */
final class GrowingFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final Disk disk;
    /** Direct, or the channel would copy it once more. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private long flushed;
    private boolean dirty;

    GrowingFile(Path path, Disk disk) throws IOException {
        this.path = path;
        this.disk = disk;
        this.channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.flushed = channel.size();
    }

    /**
     * Forgets everything behind {@code length}: what a crash left without ever being part of a checkpoint.
     *
     * @throws IOException when the file is shorter than that
     */
    void cutTo(long length) throws IOException {
        if (length > channel.size()) {
            throw new IOException(path.getFileName() + " has " + channel.size() + " bytes (expected: " + length
                    + " or more); the evidence folder is damaged");
        }
        channel.truncate(length);
        flushed = length;
        buffer.clear();
        dirty = false;
    }

    /** Bytes in the file, with those that are not flushed. */
    long length() {
        return flushed + buffer.position();
    }

    void append(byte[] bytes) throws IOException {
        if (bytes.length > buffer.remaining()) {
            flush();
        }
        if (bytes.length > buffer.capacity()) {
            write(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    /** Appends bytes behind their number, which has two bytes, big-endian. */
    void append(int length, byte[] bytes) throws IOException {
        if (Short.BYTES > buffer.remaining()) {
            flush();
        }
        buffer.putShort((short) length);
        append(bytes);
    }

    private void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (length > 0) {
            disk.write(channel, bytes, flushed);
            flushed += length;
            dirty = true;
        }
    }

    /** Returns when everything appended is on the disk. */
    void sync() throws IOException {
        flush();
        if (dirty) {
            disk.force(channel);
            dirty = false;
        }
    }

    /** Reads bytes that have been flushed. */
    byte[] read(long position, int length) {
        var bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new EOFException(path.getFileName() + " ends before byte " + (position + length));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
