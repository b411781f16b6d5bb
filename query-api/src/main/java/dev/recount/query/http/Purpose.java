package dev.recount.query.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody asks, as the header {@code X-Purpose} says. HTTP gives a field's bytes no meaning beyond ASCII (RFC 9110 §5.5), so
 * all that clients send is read: UTF-8 in percent-encoding after {@code UTF-8''} (RFC 8187, for those that send
 * ASCII only), UTF-8 as it is, and ISO-8859-1, which browsers send.
 */
final class Purpose {

    private static final String HEADER = "X-Purpose";
    private static final String EXTENDED = "UTF-8''";

    private Purpose() {}

    static @Nullable String of(Context ctx) {
        var value = ctx.header(HEADER);
        return value == null ? null : read(value);
    }

    /** @param value each byte of the field as a character */
    static String read(String value) {
        return value.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length())
                ? decoded(value.substring(EXTENDED.length()))
                : utf8(value);
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    private static String utf8(String bytes) {
        if (!ISO_8859_1.newEncoder().canEncode(bytes)) {
            return bytes;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
