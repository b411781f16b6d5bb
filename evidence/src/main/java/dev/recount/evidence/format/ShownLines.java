package dev.recount.evidence.format;

import dev.recount.codec.UnreadableRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file of lines, each made again from its record and compared as it is read. */
final class ShownLines implements ShownEvents {

    private static final int BUFFER_BYTES = 1 << 16;

    private final LineFormat format;
    private final InputStream in;
    private byte[] found = new byte[BUFFER_BYTES];

    ShownLines(LineFormat format, InputStream in) throws IOException {
        this.format = format;
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        if (!follows(format.header().getBytes(StandardCharsets.UTF_8))) {
            throw new IOException(format.fileName() + " does not begin as its format does");
        }
    }

    @Override
    public boolean isNext(SealedRecord record) throws IOException {
        try {
            return follows(format.line(record));
        } catch (UnreadableRecord e) {
            return false;
        }
    }

    private boolean follows(byte[] expected) throws IOException {
        if (expected.length > found.length) {
            found = new byte[expected.length];
        }
        int read = in.readNBytes(found, 0, expected.length);
        return Arrays.equals(expected, 0, expected.length, found, 0, read);
    }

    @Override
    public boolean hasMore() throws IOException {
        return in.read() >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
