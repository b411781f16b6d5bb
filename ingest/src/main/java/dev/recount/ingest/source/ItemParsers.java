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

/**
 * JSON parsers for one item each. Stricter than Jackson's default: no duplicate keys, no invalid UTF-8, no depth beyond
 * {@value #DEPTH_MAX}. Messages say what is wrong and where, and never quote the input.
 */
final class ItemParsers {

    static final int DEPTH_MAX = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonFactory UNBOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build()
            .setCodec(RecordJson.MAPPER);

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
        requireText(body, offset, length);
        return read(FACTORY, body, offset, length, reading);
    }

    /** As {@link #read(byte[], int, int, Reading)}, for a reader that copes with any depth and length by itself. */
    static <T> T readAny(byte[] body, int offset, int length, Reading<T> reading) {
        return read(UNBOUNDED, body, offset, length, reading);
    }

    /** A parser of a slice that is known to be UTF-8. */
    static JsonParser parser(byte[] body, int offset, int length) throws IOException {
        return UNBOUNDED.createParser(body, offset, length);
    }

    private static <T> T read(JsonFactory factory, byte[] body, int offset, int length, Reading<T> reading) {
        try (var parser = factory.createParser(body, offset, length)) {
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
            var what = reason(e) + in(JsonSpot.of(parser));
            throw e instanceof StreamConstraintsException ? new TooMuch(what) : new MalformedItem(what);
        }
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

    private static void requireText(byte[] body, int offset, int length) {
        int invalid = Utf8.firstInvalid(body, offset, length);
        if (invalid >= 0) {
            throw new MalformedItem("not valid UTF-8 at byte " + invalid + in(JsonSpot.at(body, offset, invalid)));
        }
        int lone = Utf8.firstLoneSurrogate(body, offset, length);
        if (lone >= 0) {
            throw new HalfCharacter(lone, JsonSpot.at(body, offset, lone));
        }
    }

    private static String in(String pointer) {
        return pointer.isEmpty() ? "" : " in " + pointer;
    }
}
