package dev.recount.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lower case hexadecimal as bytes, for what is written of every event there is: no text is made on the way. */
public final class HexBytes {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private HexBytes() {}

    /** How many digits there are. */
    public static int length(byte[] bytes) {
        return 2 * bytes.length;
    }

    /** Puts the digits of {@code bytes} into a buffer that has the room. */
    public static void put(byte[] bytes, ByteBuffer into) {
        for (byte b : bytes) {
            into.put(DIGITS[b >> 4 & 0xf]).put(DIGITS[b & 0xf]);
        }
    }
}
