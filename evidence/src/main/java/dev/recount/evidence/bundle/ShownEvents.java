package dev.recount.evidence.bundle;

import dev.recount.codec.UnreadableRecord;
import dev.recount.evidence.format.EventFormat;
import dev.recount.evidence.format.SealedRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The events file of a bundle, made again from the records and compared as it is read. */
final class ShownEvents implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Optional<EventFormat> format;
    private final InputStream in;
    private byte[] found = new byte[BUFFER_BYTES];

    /** @throws IOException when the file is missing, or does not begin as its format does */
    ShownEvents(Bundle bundle, Optional<EventFormat> format) throws IOException {
        this.format = format;
        this.in = format.isEmpty()
                ? InputStream.nullInputStream()
                : new BufferedInputStream(bundle.open(format.get().fileName()), BUFFER_BYTES);
        if (format.isPresent() && !follows(format.get().header().getBytes(StandardCharsets.UTF_8))) {
            throw new IOException(format.get().fileName() + " does not begin as its format does");
        }
    }

    /** Whether what follows is {@code record}; an unknown format is not looked at. */
    boolean isNext(SealedRecord record) throws IOException {
        try {
            return format.isEmpty() || follows(format.get().line(record));
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

    boolean hasMore() throws IOException {
        return in.read() >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
