package dev.recount.standalone.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Set;

/** Records in an array, in a field of an object, or one after the other; never more than one of them is in memory. */
final class RecordTokens {

    private static final int STRING_CHARS_MAX = 64 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(STRING_CHARS_MAX)
                    .build())
            .build()
            .setCodec(new ObjectMapper());

    private final JsonParser parser;
    private final String name;
    private final Set<String> envelopes;
    private final RecordFile.Sink sink;
    private long index;

    private RecordTokens(JsonParser parser, String name, Set<String> envelopes, RecordFile.Sink sink) {
        this.parser = parser;
        this.name = name;
        this.envelopes = envelopes;
        this.sink = sink;
    }

    static void read(InputStream in, String name, Set<String> envelopes, RecordFile.Sink sink)
            throws IOException, UnreadableFile {
        try (JsonParser parser = JSON.createParser(in)) {
            new RecordTokens(parser, name, envelopes, sink).readAll();
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the file.
            JsonLocation where = e.getLocation();
            String place = where == null ? name : name + ":" + where.getLineNr() + ":" + where.getColumnNr();
            throw new UnreadableFile(place, "is not JSON from here on");
        }
    }

    private void readAll() throws IOException, UnreadableFile {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                elements();
            } else if (token == JsonToken.START_OBJECT) {
                object();
            } else {
                throw new UnreadableFile(name, "holds JSON, but no objects");
            }
        }
    }

    private void elements() throws IOException, UnreadableFile {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            TokenBuffer element = new TokenBuffer(parser);
            element.copyCurrentStructure(parser);
            hand(element);
        }
    }

    /** Keeps what it reads until it is clear whether this is a record or an envelope with records in it. */
    private void object() throws IOException, UnreadableFile {
        TokenBuffer fields = new TokenBuffer(parser);
        fields.writeStartObject();
        boolean envelope = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && envelopes.contains(field)) {
                envelope = true;
                elements();
            } else if (envelope) {
                parser.skipChildren();
            } else {
                fields.writeFieldName(field);
                fields.copyCurrentStructure(parser);
            }
        }
        fields.writeEndObject();
        if (!envelope) {
            hand(fields);
        }
    }

    private void hand(TokenBuffer item) throws IOException, UnreadableFile {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text);
                item) {
            item.serialize(generator);
        }
        sink.accept(new SourceRecord(text.toString(), name + "[" + index++ + "]"));
    }
}
