package dev.recount.ingest.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Where bytes stop being UTF-8, and where JSON escapes half a character. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long BACKSLASHES = LOW_BITS * '\\';
    private static final int CHUNK = 4096;
    private static final int ESCAPE_LENGTH = 6;
    private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

    private Utf8() {}

    /** How many bytes from {@code offset} on stand before the first that is no UTF-8 (RFC 3629), or -1 when all are. */
    static int firstInvalid(byte[] body, int offset, int length) {
        if (isAscii(body, offset, length)) {
            return -1;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(body, offset, length);
        var out = CharBuffer.allocate(Math.min(length, CHUNK));
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                return -1;
            }
            if (result.isError()) {
                return in.position() - offset;
            }
            out.clear();
        }
    }

    /**
     * How many bytes stand before the first escape of half a character, such as {@code \}{@code ud800} without its other
     * half, or -1 when there is none. RFC 8259 §8.2: what a reader makes of one is unpredictable, and it has no UTF-8.
     */
    static int firstLoneSurrogate(byte[] body, int offset, int length) {
        int end = offset + length;
        for (int i = nextBackslash(body, offset, end); i < end; i = nextBackslash(body, i + 1, end)) {
            int unit = escaped(body, i, end);
            if (unit >= 0xDC00 && unit <= 0xDFFF) {
                return i - offset;
            }
            boolean high = unit >= 0xD800 && unit <= 0xDBFF;
            if (high && !isLow(escaped(body, i + ESCAPE_LENGTH, end))) {
                return i - offset;
            }
            i += high ? 2 * ESCAPE_LENGTH - 1 : 1;
        }
        return -1;
    }

    /** Puts U+FFFD into every escape of half a character, and says how many there were. */
    static int replaceLoneSurrogates(byte[] json) {
        int replaced = 0;
        int from = 0;
        for (int at = firstLoneSurrogate(json, 0, json.length); at >= 0; replaced++) {
            System.arraycopy(REPLACEMENT, 0, json, from + at, REPLACEMENT.length);
            from += at + ESCAPE_LENGTH;
            at = firstLoneSurrogate(json, from, json.length - from);
        }
        return replaced;
    }

    private static boolean isLow(int unit) {
        return unit >= 0xDC00 && unit <= 0xDFFF;
    }

    /** The UTF-16 unit that the escape at {@code i} stands for, or -1. */
    private static int escaped(byte[] body, int i, int end) {
        if (i + ESCAPE_LENGTH > end || body[i] != '\\' || body[i + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int k = i + 2; k < i + ESCAPE_LENGTH; k++) {
            int digit = Character.digit(body[k], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** Eight bytes at a time: most records have no escape at all. */
    private static int nextBackslash(byte[] body, int from, int end) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long differs = (long) LONGS.get(body, i) ^ BACKSLASHES;
            if (((differs - LOW_BITS) & ~differs & HIGH_BITS) != 0) {
                break;
            }
        }
        while (i < end && body[i] != '\\') {
            i++;
        }
        return i;
    }

    private static boolean isAscii(byte[] body, int offset, int length) {
        int i = offset;
        int end = offset + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            if (((long) LONGS.get(body, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < end; i++) {
            if (body[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
