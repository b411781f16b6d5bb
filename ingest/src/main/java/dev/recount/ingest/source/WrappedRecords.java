package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.ingest.source.BodySplitter.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the records of a delivery: an array, NDJSON, single records, and wrappers such as {@code {"Records": […]}} or
 * EventBridge's {@code {"detail": {…}}}. Each record is then read on its own.
 */
public final class WrappedRecords {

    private static final JsonFactory JSON = new JsonFactory();

    private WrappedRecords() {}

    /** The slices of {@code body} that hold one record each; the wrapper fields are looked for at the top only. */
    public static List<Slice> slices(byte[] body, List<String> wrappers) {
        var slices = new ArrayList<Slice>();
        for (Slice slice : BodySplitter.values(body)) {
            slices.addAll(unwrapped(body, slice, wrappers));
        }
        return slices;
    }

    private static List<Slice> unwrapped(byte[] body, Slice slice, List<String> wrappers) {
        if (wrappers.isEmpty() || slice.length() == 0 || body[slice.offset()] != '{') {
            return List.of(slice);
        }
        var records = new ArrayList<Slice>();
        boolean wrapped = false;
        try (var parser = JSON.createParser(body, slice.offset(), slice.length())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wraps = wrappers.contains(parser.currentName());
                var token = parser.nextToken();
                if (wraps && token.isStructStart()) {
                    wrapped = true;
                    records.addAll(inside(body, slice, parser, token));
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // What was found, or else the whole, is read again on its own, and that reading says what is wrong with it.
        }
        return wrapped ? records : List.of(slice);
    }

    private static List<Slice> inside(byte[] body, Slice slice, JsonParser parser, JsonToken token) {
        int offset = slice.offset() + (int) parser.currentTokenLocation().getByteOffset();
        int end = slice.offset() + slice.length();
        return token == JsonToken.START_ARRAY
                ? BodySplitter.elements(body, offset, end)
                : List.of(BodySplitter.value(body, offset, end));
    }
}
