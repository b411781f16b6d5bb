package dev.recount.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Canonical JSON in UTF-8, put together in an array that grows and is used again. Not thread-safe. */
final class CanonicalOutput {

    private static final int KEPT_BYTES_MAX = 1 << 20;
    private static final int NUMBER_BYTES_MAX = 20;

    private byte[] bytes = new byte[2048];
    private int length;

    /** Forgets what was written; an array that one large record blew up is given back. */
    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[2048];
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    void write(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    void write(byte[] utf8) {
        write(utf8, 0, utf8.length);
    }

    private void write(byte[] utf8, int from, int count) {
        ensure(count);
        System.arraycopy(utf8, from, bytes, length, count);
        length += count;
    }

    void number(long value) {
        if (value < 0 || value > 9) {
            ensure(NUMBER_BYTES_MAX);
            write(Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
        } else {
            write((char) ('0' + value));
        }
    }

    void time(long micros) {
        write('"');
        ensure(Micros.TEXT_BYTES);
        if (Micros.write(micros, bytes, length)) {
            length += Micros.TEXT_BYTES;
        } else {
            write(Micros.text(Micros.instant(micros)).getBytes(StandardCharsets.ISO_8859_1));
        }
        write('"');
    }

    /** Writes UTF-8 as a JSON string. Most texts need no escape and hold nothing but ASCII, and are then only copied. */
    void string(byte[] utf8, int from, int count) {
        if (isPlain(utf8, from, from + count)) {
            write('"');
            write(utf8, from, count);
            write('"');
        } else {
            string(new String(utf8, from, count, StandardCharsets.UTF_8));
        }
    }

    void string(String text) {
        var json = new StringBuilder(text.length() + 16);
        CanonicalJson.string(text, json);
        write(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] < 0x20 || utf8[i] == '"' || utf8[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Writes UTF-8 that is canonical JSON already. What is not well-formed becomes what every reader makes of it. */
    void json(byte[] utf8, int from, int count) {
        if (isAscii(utf8, from, from + count)) {
            write(utf8, from, count);
        } else {
            write(new String(utf8, from, count, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isAscii(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
