package dev.recount.sigma.hunt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.recount.sigma.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Hands over the events of one file: one on each line, or, where the whole file is one JSON document, the elements of its
 * array. Never more than one event is in memory.
 */
final class EventReader {

    /** Gets the events. */
    interface Sink {

        /**
         * An event.
         *
         * @param line where it begins, counted from 1
         * @param record its number in the file, counted from 1; 0 where the line is the event
         * @param text the same text for the same content, in whatever order it is written
         */
        void event(long line, long record, Map<String, Object> event, Supplier<String> text);

        /** Something that is no event. */
        void bad(long line, String reason);
    }

    private static final int PEEK_CHARS = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonFactory JSON = new JsonFactory();

    private EventReader() {}

    static void read(Reader file, Sink sink) throws IOException {
        BufferedReader reader = new BufferedReader(file, PEEK_CHARS);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        if (isDocument(reader)) {
            JsonDocument.read(reader, sink);
        } else {
            JsonLines.read(reader, sink);
        }
    }

    /** Whether the first value goes on beyond its line, or is an array or an envelope and the only value. */
    private static boolean isDocument(BufferedReader reader) throws IOException {
        reader.mark(PEEK_CHARS);
        char[] chars = new char[PEEK_CHARS];
        int count = 0;
        for (int n = 0; n >= 0 && count < PEEK_CHARS; n = reader.read(chars, count, PEEK_CHARS - count)) {
            count += n;
        }
        reader.reset();
        return isDocument(new String(chars, 0, count), count < PEEK_CHARS);
    }

    private static boolean isDocument(String start, boolean complete) throws IOException {
        try (JsonParser parser = JSON.createParser(start)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
                return false;
            }
            long firstLine = parser.currentTokenLocation().getLineNr();
            try {
                boolean envelope = first == JsonToken.START_ARRAY || JsonDocument.isEnvelope(parser);
                if (first == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                }
                boolean longer = parser.currentLocation().getLineNr() > firstLine;
                return longer || (envelope && complete && parser.nextToken() == null);
            } catch (JsonEOFException e) {
                // Cut off where the look ahead ends, or by whoever wrote the file.
                boolean continued = parser.currentLocation().getLineNr() > firstLine;
                return complete
                        ? continued && !isSecondLineWhole(start)
                        : continued || first == JsonToken.START_ARRAY || JsonDocument.beginsAsEnvelope(start);
            } catch (JsonProcessingException e) {
                return parser.currentLocation().getLineNr() > firstLine + 1 && !isSecondLineWhole(start);
            }
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** A first line that breaks off must not take the next lines with it. */
    private static boolean isSecondLineWhole(String start) {
        String second = start.lines()
                .filter(line -> !line.isBlank())
                .skip(1)
                .findFirst()
                .orElse("");
        try {
            return Json.read(second) instanceof Map<?, ?>;
        } catch (IOException e) {
            return false;
        }
    }
}
