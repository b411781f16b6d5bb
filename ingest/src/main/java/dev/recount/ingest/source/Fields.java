package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Micros;
import dev.recount.ingest.accept.EventIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads fields of raw records; what is absent, empty or of another type is null. */
final class Fields {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int ID_MAX = 1_000;
    private static final int DIGEST_LENGTH = 36;

    private Fields() {}

    /** The text at the end of {@code path}, cut to what an id may have. */
    static @Nullable String text(JsonNode record, String... path) {
        var value = at(record, path);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    /** The first of {@code names} that holds a text. */
    static @Nullable String firstText(JsonNode record, String... names) {
        for (String name : names) {
            var text = text(record, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The first of {@code names} that holds a time: RFC 3339, or a number of seconds or milliseconds since 1970. */
    static @Nullable Instant firstTime(JsonNode record, String... names) {
        for (String name : names) {
            var value = record.path(name);
            var time = value.isTextual() ? Micros.parse(value.textValue()) : epoch(value);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable Instant epoch(JsonNode value) {
        if (!value.isNumber() || !value.canConvertToLong()) {
            return null;
        }
        long number = value.longValue();
        boolean millis = Math.abs(number) > 100_000_000_000L;
        return Math.abs(number) > 100_000_000_000_000L
                ? null
                : millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    static JsonNode at(JsonNode record, String... path) {
        var value = record;
        for (String step : path) {
            value = value.path(step);
        }
        return value;
    }

    /** {@code text} cut to {@code max} characters, the cut marked. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    /** {@code text} cut to {@code max} characters, with its length and SHA-256: what was there can still be proven. */
    static String cutAndHashed(String text, int max) {
        return text.length() <= max
                ? text
                : cut(text, max) + "[" + text.length() + " characters, sha256 " + sha256(text) + "]";
    }

    /** The SHA-256 of {@code text} in UTF-8, in hexadecimal digits. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * {@code text} as an id may be: without control characters, and a long one by its beginning and a digest of the whole;
     * null when it is empty. Nobody can push an action out of the record by giving what it acts on an impossible name.
     */
    static @Nullable String id(String text) {
        if (text.isEmpty()) {
            return null;
        }
        var plain = CONTROL.matcher(text).replaceAll("\uFFFD");
        return plain.length() <= ID_MAX ? plain : cut(plain, ID_MAX - DIGEST_LENGTH) + EventIds.derived(plain);
    }

    /** {@code text} as one line of at most {@code max} characters. */
    static String line(String text, int max) {
        return cut(text.strip().replaceAll("\\s+", " "), max);
    }
}
