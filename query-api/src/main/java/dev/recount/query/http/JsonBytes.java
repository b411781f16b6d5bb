package dev.recount.query.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.recount.codec.InertJson;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** JSON that is put together as UTF-8, for answers that are too long to be made as a tree and as text first. */
final class JsonBytes {

    private byte[] bytes;
    private int length;

    /** @param usual about how many bytes are expected */
    JsonBytes(int usual) {
        bytes = new byte[usual];
    }

    /** Writes what is JSON already. */
    JsonBytes raw(byte[] utf8, int from, int to) {
        ensure(to - from);
        System.arraycopy(utf8, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    JsonBytes raw(JsonBytes other) {
        return raw(other.bytes, 0, other.length);
    }

    /** Writes what is JSON already; in the program's own words all of it is ASCII. */
    @SuppressWarnings("deprecation") // Copies the low bytes of characters, which ASCII is.
    JsonBytes ascii(String json) {
        int count = json.length();
        ensure(count);
        json.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    JsonBytes raw(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return raw(utf8, 0, utf8.length);
    }

    JsonBytes number(long value) {
        return ascii(Long.toString(value));
    }

    /** Writes a JSON string that says {@code text}. */
    JsonBytes quoted(String text) {
        if (isPlain(text)) {
            return ascii("\"").ascii(text).ascii("\"");
        }
        var escaped = new StringBuilder(text.length() + 16);
        JsonStringEncoder.getInstance().quoteAsString(text, escaped);
        return ascii("\"").raw(escaped.toString()).ascii("\"");
    }

    /** Writes an array of strings. */
    JsonBytes quoted(Iterable<String> texts) {
        String separator = "[";
        for (String text : texts) {
            ascii(separator).quoted(text);
            separator = ",";
        }
        return ascii(separator.equals("[") ? "[]" : "]");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Adds what was written to a digest. */
    void digest(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    /** What was written, {@link InertJson inert}; nothing may be written any more. An answer is long, so it is not copied. */
    InputStream toInertStream() {
        return InertJson.isInert(bytes, length)
                ? new ByteArrayInputStream(bytes, 0, length)
                : new ByteArrayInputStream(InertJson.of(toByteArray()));
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
