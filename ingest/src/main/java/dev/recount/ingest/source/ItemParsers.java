package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * JSON parsers for one item each. Stricter than Jackson's default: no duplicate keys, no invalid UTF-8, no depth beyond
 * {@value #DEPTH_MAX}. Messages say what is wrong and where, and never quote the input.
 */
final class ItemParsers {

    static final int DEPTH_MAX = 200;

    private static final int PLACE_FIELDS = 2;
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,31}|[0-9]{1,6}");

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ItemParsers() {}

    /** What an item is read with. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /**
     * Reads one item that fills its slice.
     *
     * @throws MalformedItem when it is not JSON
     * @throws UnreadableRecord when it is JSON of another shape
     */
    static <T> T read(byte[] body, int offset, int length, Reading<T> reading) {
        if (length == 0) {
            throw new MalformedItem("nothing stands where an item or the array's end should; was the body cut off?");
        }
        requireUtf8(body, offset, length);
        try (var parser = FACTORY.createParser(body, offset, length)) {
            return whole(parser, reading);
        } catch (IOException e) {
            throw new MalformedItem("not JSON in UTF-8");
        }
    }

    private static <T> T whole(JsonParser parser, Reading<T> reading) throws IOException {
        try {
            var value = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedItem(
                        "something follows the value; separate events by a new line or put them into an array");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedItem(reason(e) + place(parser));
        }
    }

    /** The outermost fields around the place, if they are named as fields are: anything else in a key may be a secret. */
    private static String place(JsonParser parser) {
        var pointer = new StringBuilder();
        var at = parser.getParsingContext().pathAsPointer();
        for (int i = 0; i < PLACE_FIELDS && at.mayMatchProperty(); i++, at = at.tail()) {
            var name = at.getMatchingProperty();
            if (!FIELD_NAME.matcher(name).matches()) {
                break;
            }
            pointer.append('/').append(name);
        }
        return pointer.isEmpty() ? "" : " in " + pointer;
    }

    /** Reads one item as a tree. */
    static JsonNode tree(byte[] body, int offset, int length) {
        return read(body, offset, length, parser -> {
            JsonNode tree = RecordJson.MAPPER.readTree(parser);
            if (tree == null || tree.isMissingNode()) {
                throw new MalformedItem("empty");
            }
            return tree;
        });
    }

    private static String reason(JsonProcessingException e) {
        var location = e.getLocation();
        var where = location == null || location.getByteOffset() < 0 ? "" : " at byte " + location.getByteOffset();
        if (e instanceof JsonEOFException) {
            return "the JSON ends in the middle of a value" + where;
        }
        if (e instanceof StreamConstraintsException) {
            boolean deep = String.valueOf(e.getOriginalMessage()).contains("nesting depth");
            return (deep ? "nested deeper than " + DEPTH_MAX + " levels" : "a number or a name is too long") + where;
        }
        var message = e.getOriginalMessage();
        if (message != null && message.startsWith("Duplicate field")) {
            return "a key is given twice" + where;
        }
        return "not JSON" + where;
    }

    private static void requireUtf8(byte[] body, int offset, int length) {
        if (isAscii(body, offset, length)) {
            return;
        }
        try {
            var unused = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, offset, length));
        } catch (CharacterCodingException e) {
            throw new MalformedItem("not valid UTF-8");
        }
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
