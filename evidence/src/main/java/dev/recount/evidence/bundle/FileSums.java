package dev.recount.evidence.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Sha256;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What a file of a bundle comes to.
 *
 * @param bytes how many
 * @param sha256 in hex, which the manifest has
 * @param crc CRC-32, which the zip has
 */
record FileSums(long bytes, String sha256, long crc) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Reads all of it. */
    static FileSums of(Bundle bundle, String name) throws IOException {
        var digest = Sha256.digest();
        var crc = new CRC32();
        long bytes = 0;
        try (var in = bundle.open(name)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                crc.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new FileSums(bytes, HexFormat.of().formatHex(digest.digest()), crc.getValue());
    }

    /** Whether it is what a manifest says of it. */
    boolean isOf(JsonNode named) {
        return bytes == named.path("bytes").asLong(-1)
                && sha256.equals(named.path("sha256").asText());
    }
}
