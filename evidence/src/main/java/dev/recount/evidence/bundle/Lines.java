package dev.recount.evidence.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, without their line feeds; the last one must have one too. */
final class Lines implements Iterator<byte[]>, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private byte @Nullable [] next;

    Lines(InputStream in) {
        this.in = in;
        next = read();
    }

    private byte @Nullable [] read() {
        try {
            for (int at = from; ; at++) {
                if (at == to) {
                    at -= from;
                    if (!fill()) {
                        return null;
                    }
                }
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, at);
                    from = at + 1;
                    return line;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves what is left to the beginning and reads on; false at the end of the file. */
    private boolean fill() throws IOException {
        int left = to - from;
        byte[] room = left == buffer.length ? new byte[2 * left] : buffer;
        System.arraycopy(buffer, from, room, 0, left);
        buffer = room;
        from = 0;
        int read = in.read(buffer, left, buffer.length - left);
        to = left + Math.max(read, 0);
        if (read < 0 && left > 0) {
            throw new IOException("the last line is cut off");
        }
        return read > 0;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public byte[] next() {
        if (next == null) {
            throw new NoSuchElementException("the file ends too early");
        }
        byte[] line = next;
        next = read();
        return line;
    }

    String nextText() {
        return new String(next(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
