package dev.recount.sigma.hunt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Text from bytes that may be compressed. */
public final class Lines {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int UTF_16_BIG = 0xfeff;
    private static final int UTF_16_LITTLE = 0xfffe;
    private static final int BUFFER_BYTES = 1 << 16;

    private Lines() {}

    /**
     * A reader of UTF-8, or of UTF-16 where the text begins with its byte order mark; gzip, also of several members, is
     * recognised by its first bytes. Malformed bytes are replaced.
     */
    public static Reader of(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
        if (beginning(buffered) == GZIP_MAGIC) {
            buffered = new BufferedInputStream(new GZIPInputStream(buffered, BUFFER_BYTES), BUFFER_BYTES);
        }
        int mark = beginning(buffered);
        Charset charset =
                mark == UTF_16_BIG || mark == UTF_16_LITTLE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new InputStreamReader(buffered, charset);
    }

    private static int beginning(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        int first = bytes.read();
        int second = bytes.read();
        bytes.reset();
        return first << 8 | second;
    }
}
