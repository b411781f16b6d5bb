package dev.recount.sigma.hunt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Text from bytes that may be compressed. */
public final class Lines {

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final int BUFFER_BYTES = 1 << 16;

    private Lines() {}

    /** A reader of UTF-8; gzip, also of several members, is recognised by its first bytes. Malformed bytes are replaced. */
    public static Reader of(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
        buffered.mark(2);
        boolean gzip = buffered.read() == GZIP_MAGIC_1 && buffered.read() == GZIP_MAGIC_2;
        buffered.reset();
        return new InputStreamReader(
                gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered, StandardCharsets.UTF_8);
    }
}
