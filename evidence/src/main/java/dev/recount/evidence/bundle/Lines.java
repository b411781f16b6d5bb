package dev.recount.evidence.bundle;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, without their line feeds; the last one must have one too. */
final class Lines implements Iterator<byte[]>, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private byte @Nullable [] next;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        next = read();
    }

    private byte @Nullable [] read() {
        try {
            var line = new ByteArrayOutputStream(1024);
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return line.toByteArray();
                }
                line.write(b);
            }
            if (line.size() > 0) {
                throw new IOException("the last line is cut off");
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
