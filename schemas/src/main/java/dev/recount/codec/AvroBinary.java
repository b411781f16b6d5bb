package dev.recount.codec;

import dev.recount.event.Json;
import dev.recount.event.Word;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Writes and reads records in Avro binary by their shape, without an intermediate generic record. */
final class AvroBinary {

    private AvroBinary() {}

    static void write(Shape<?> shape, Object record, Encoder out) throws IOException {
        int fields = shape.fields().size();
        for (int i = 0; i < fields; i++) {
            writeField(shape, record, i, out);
        }
    }

    /** Writes one field, so that a caller can tell where it ends. */
    static void writeField(Shape<?> shape, Object record, int index, Encoder out) throws IOException {
        var field = shape.fields().get(index);
        var value = shape.get(record, index);
        if (field.optional()) {
            out.writeIndex(value == null ? 0 : 1);
        }
        if (value != null) {
            writeValue(field.kind(), value, out);
        } else if (!field.optional()) {
            throw new IllegalArgumentException(shape.name() + "." + field.name() + " is required and absent");
        }
    }

    private static void writeValue(Kind kind, Object value, Encoder out) throws IOException {
        if (kind instanceof Kind.Text) {
            out.writeString((String) value);
        } else if (kind instanceof Kind.Whole) {
            out.writeLong((Long) value);
        } else if (kind instanceof Kind.Flag) {
            out.writeBoolean((Boolean) value);
        } else if (kind instanceof Kind.Time) {
            out.writeLong(Micros.of((Instant) value));
        } else if (kind instanceof Kind.FreeJson) {
            out.writeString(((Json) value).text());
        } else if (kind instanceof Kind.Choice choice) {
            out.writeString(choice.wire(value));
        } else if (kind instanceof Kind.ListOf list) {
            writeList(list.element(), (List<?>) value, out);
        } else if (kind instanceof Kind.TextMap) {
            writeMap((Map<?, ?>) value, out);
        } else {
            write(((Kind.Nested) kind).shape(), value, out);
        }
    }

    private static void writeList(Kind element, List<?> values, Encoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(values.size());
        for (Object value : values) {
            out.startItem();
            writeValue(element, value, out);
        }
        out.writeArrayEnd();
    }

    /** Entries go out sorted, so that equal maps are equal bytes. */
    private static void writeMap(Map<?, ?> map, Encoder out) throws IOException {
        out.writeMapStart();
        out.setItemCount(map.size());
        for (Map.Entry<?, ?> entry : (map.size() < 2 ? map : new TreeMap<>(map)).entrySet()) {
            out.startItem();
            out.writeString((String) entry.getKey());
            out.writeString((String) entry.getValue());
        }
        out.writeMapEnd();
    }

    static <T extends Record> T read(Shape<T> shape, AvroInput in) {
        var fields = shape.fields();
        var values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            var field = fields.get(i);
            if (!field.optional() || in.readLong() == 1) {
                values[i] = readValue(field.kind(), in);
            }
        }
        return shape.make(values);
    }

    static Object readValue(Kind kind, AvroInput in) {
        if (kind instanceof Kind.Text) {
            return in.readString();
        }
        if (kind instanceof Kind.Whole) {
            return in.readLong();
        }
        if (kind instanceof Kind.Flag) {
            return in.readBoolean();
        }
        if (kind instanceof Kind.Time) {
            return Micros.instant(in.readLong());
        }
        if (kind instanceof Kind.FreeJson) {
            return new Json(in.readString());
        }
        if (kind instanceof Kind.Choice choice) {
            return word(choice, in.readString());
        }
        if (kind instanceof Kind.ListOf list) {
            return readList(list.element(), in);
        }
        return kind instanceof Kind.TextMap ? readMap(in) : read(((Kind.Nested) kind).shape(), in);
    }

    private static Word word(Kind.Choice choice, String wire) {
        var word = choice.word(wire);
        if (word == null) {
            throw new UndecodableRecord("unknown word " + wire + "; this reader knows "
                    + String.join(", ", choice.words().keySet()));
        }
        return word;
    }

    private static List<Object> readList(Kind element, AvroInput in) {
        var values = new ArrayList<Object>();
        for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
            for (long i = 0; i < count; i++) {
                values.add(readValue(element, in));
            }
        }
        return values;
    }

    static Map<String, String> readMap(AvroInput in) {
        var map = new LinkedHashMap<String, String>();
        for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
            for (long i = 0; i < count; i++) {
                map.put(in.readString(), in.readString());
            }
        }
        return map;
    }
}
