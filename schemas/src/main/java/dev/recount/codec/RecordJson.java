package dev.recount.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.event.Json;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records as JSON: fields in snake case, absent fields left out, times in RFC 3339 UTC.
 *
 * @param <T> the record type
 */
public final class RecordJson<T extends Record> {

    /** The mapper behind every free-form value: decimals keep their digits, and a key stands once in an object. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Shape<T> shape;

    private RecordJson(Shape<T> shape) {
        this.shape = shape;
    }

    /** The JSON form of {@code type}. */
    public static <T extends Record> RecordJson<T> of(Class<T> type) {
        return new RecordJson<>(Shape.of(type));
    }

    /**
     * Reads the value that {@code parser} stands at or before.
     *
     * @throws UnreadableRecord when the JSON is well-formed but does not have the shape; the parser then stands at the
     *     value's end, so that reading may go on with the next
     * @throws IOException when the JSON is not well-formed
     */
    public T read(JsonParser parser) throws IOException {
        return read(parser, UnknownFields.REFUSED);
    }

    /** As {@link #read(JsonParser)}, for senders who may say more than the record holds. */
    public T read(JsonParser parser, UnknownFields unknown) throws IOException {
        return new RecordReader(parser, unknown).read(shape);
    }

    /** Reads one document. */
    public T read(String json) {
        try (var parser = MAPPER.createParser(json)) {
            return read(parser);
        } catch (IOException e) {
            throw new UnreadableRecord(
                    "",
                    e instanceof com.fasterxml.jackson.core.JsonProcessingException p
                            ? p.getOriginalMessage()
                            : String.valueOf(e.getMessage()));
        }
    }

    /** Writes {@code record} through {@code generator}, fields in declaration order. */
    public void write(T record, JsonGenerator generator) throws IOException {
        write(shape, record, generator);
    }

    /** {@code record} as one line of JSON. */
    public String write(T record) {
        var out = new StringWriter(512);
        try (var generator = factory().createGenerator(out)) {
            write(record, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The same record always gives the same bytes: RFC 8785 over the JSON form, UTF-8. */
    public byte[] canonical(T record) {
        var out = new StringBuilder(512);
        canonical(shape, record, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of {@link #canonical}. */
    public byte[] sha256(T record) {
        return Sha256.of(canonical(record));
    }

    private static JsonFactory factory() {
        return MAPPER.getFactory();
    }

    private static void write(Shape<?> shape, Object record, JsonGenerator out) throws IOException {
        out.writeStartObject();
        var fields = shape.fields();
        for (int i = 0; i < fields.size(); i++) {
            var value = shape.get(record, i);
            if (value != null && !isEmpty(value)) {
                out.writeFieldName(fields.get(i).name());
                writeValue(fields.get(i).kind(), value, out);
            }
        }
        out.writeEndObject();
    }

    private static void writeValue(Kind kind, Object value, JsonGenerator out) throws IOException {
        if (kind instanceof Kind.Text) {
            out.writeString((String) value);
        } else if (kind instanceof Kind.Whole) {
            out.writeNumber((Long) value);
        } else if (kind instanceof Kind.Flag) {
            out.writeBoolean((Boolean) value);
        } else if (kind instanceof Kind.Time) {
            out.writeString(Micros.text((Instant) value));
        } else if (kind instanceof Kind.FreeJson) {
            out.writeRawValue(((Json) value).text());
        } else if (kind instanceof Kind.Choice choice) {
            out.writeString(choice.wire(value));
        } else if (kind instanceof Kind.ListOf list) {
            out.writeStartArray();
            for (Object element : (List<?>) value) {
                writeValue(list.element(), element, out);
            }
            out.writeEndArray();
        } else if (kind instanceof Kind.TextMap) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : new TreeMap<>((Map<?, ?>) value).entrySet()) {
                out.writeStringField((String) entry.getKey(), (String) entry.getValue());
            }
            out.writeEndObject();
        } else {
            write(((Kind.Nested) kind).shape(), value, out);
        }
    }

    private static void canonical(Shape<?> shape, Object record, StringBuilder out) {
        char separator = '{';
        for (int i : shape.indicesByName()) {
            var value = shape.get(record, i);
            if (value != null && !isEmpty(value)) {
                out.append(separator);
                separator = ',';
                CanonicalJson.string(shape.fields().get(i).name(), out);
                out.append(':');
                canonicalValue(shape.fields().get(i).kind(), value, out);
            }
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void canonicalValue(Kind kind, Object value, StringBuilder out) {
        if (kind instanceof Kind.Text) {
            CanonicalJson.string((String) value, out);
        } else if (kind instanceof Kind.Whole || kind instanceof Kind.Flag) {
            out.append(value);
        } else if (kind instanceof Kind.Time) {
            CanonicalJson.string(Micros.text((Instant) value), out);
        } else if (kind instanceof Kind.FreeJson) {
            out.append(((Json) value).text());
        } else if (kind instanceof Kind.Choice choice) {
            CanonicalJson.string(choice.wire(value), out);
        } else if (kind instanceof Kind.ListOf list) {
            char separator = '[';
            for (Object element : (List<?>) value) {
                out.append(separator);
                separator = ',';
                canonicalValue(list.element(), element, out);
            }
            out.append(']');
        } else if (kind instanceof Kind.TextMap) {
            char separator = '{';
            for (Map.Entry<?, ?> entry : new TreeMap<>((Map<?, ?>) value).entrySet()) {
                out.append(separator);
                separator = ',';
                CanonicalJson.string((String) entry.getKey(), out);
                out.append(':');
                CanonicalJson.string((String) entry.getValue(), out);
            }
            out.append('}');
        } else {
            canonical(((Kind.Nested) kind).shape(), value, out);
        }
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof List<?> list && list.isEmpty()) || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
