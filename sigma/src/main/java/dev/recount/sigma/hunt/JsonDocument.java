package dev.recount.sigma.hunt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.sigma.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events in JSON documents of any layout: an array of them, an envelope as logs are delivered in ({@code {"Records": […]}},
 * {@code {"kind": "EventList", "items": […]}}), or one after the other.
 */
final class JsonDocument {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> ENVELOPES = Set.of("Records", "records");
    private static final String ITEMS = "items";
    private static final String LIST = "List";

    private final JsonParser parser;
    private final EventReader.Sink sink;
    private long records;

    private JsonDocument(JsonParser parser, EventReader.Sink sink) {
        this.parser = parser;
        this.sink = sink;
    }

    static void read(Reader reader, EventReader.Sink sink) throws IOException {
        try (JsonParser parser = JSON.createParser(reader)) {
            JsonDocument document = new JsonDocument(parser, sink);
            try {
                document.readAll();
            } catch (JsonProcessingException e) {
                sink.bad(parser.currentLocation().getLineNr(), "not JSON from here on: " + Json.reason(e));
            }
        }
    }

    private void readAll() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                elements();
            } else if (token == JsonToken.START_OBJECT) {
                object();
            } else {
                noEvent();
            }
        }
    }

    private void elements() throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                long line = line();
                hand(line, fields(new LinkedHashMap<>(), false));
            } else {
                noEvent();
                parser.skipChildren();
            }
        }
    }

    private void object() throws IOException {
        long line = line();
        Map<String, @Nullable Object> event = fields(new LinkedHashMap<>(), true);
        if (event != null) {
            hand(line, event);
        }
    }

    /** Reads the fields of an object; null if it was an envelope, whose events have been handed over. */
    private @Nullable Map<String, @Nullable Object> fields(Map<String, @Nullable Object> fields, boolean maybeEnvelope)
            throws IOException {
        boolean envelope = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            boolean first = fields.isEmpty() && !envelope;
            if (maybeEnvelope && token == JsonToken.START_ARRAY && isEnvelope(name, first, fields.get("kind"))) {
                envelope = true;
                elements();
            } else {
                fields.put(name, Json.read(parser));
            }
        }
        return envelope ? null : fields;
    }

    /** Records come before all else; an event may have a field of that name among others. */
    private static boolean isEnvelope(String name, boolean first, @Nullable Object kind) {
        return (first && ENVELOPES.contains(name))
                || (name.equals(ITEMS) && kind instanceof String text && text.endsWith(LIST));
    }

    /** Reads an object to its end and says whether it is an envelope; with records, one that holds nothing else. */
    static boolean isEnvelope(JsonParser parser) throws IOException {
        boolean envelope = false;
        boolean records = false;
        int fields = 0;
        String kind = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            kind = name.equals("kind") && token == JsonToken.VALUE_STRING ? parser.getText() : kind;
            envelope |= token == JsonToken.START_ARRAY && isEnvelope(name, fields == 0, kind);
            records |= ENVELOPES.contains(name);
            fields++;
            parser.skipChildren();
        }
        return envelope && !(records && fields > 1);
    }

    /** Whether a text that breaks off begins as an envelope of objects does. */
    static boolean beginsAsEnvelope(String start) {
        try (JsonParser parser = JSON.createParser(start)) {
            parser.nextToken();
            String kind = "";
            for (int fields = 0; parser.nextToken() == JsonToken.FIELD_NAME; fields++) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                kind = name.equals("kind") && token == JsonToken.VALUE_STRING ? parser.getText() : kind;
                if (token == JsonToken.START_ARRAY && isEnvelope(name, fields == 0, kind)) {
                    return parser.nextToken() == JsonToken.START_OBJECT;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private void hand(long line, @Nullable Map<String, @Nullable Object> event) {
        if (event != null) {
            sink.event(line, ++records, event, () -> Json.canonical(event));
        }
    }

    private void noEvent() {
        sink.bad(line(), "not a JSON object: " + parser.currentToken());
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
