package dev.recount.bench.sigma;

import dev.recount.sigma.match.EventFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Flat events as Avro, decoded into one generic record that is used again and again, and matched in it. This is what an
 * application with a schema of its own does; Recount's events are {@link RecountEvents}.
 */
final class AvroEvents implements EventFields {

    private static final List<String> NUMBERS = List.of("ts", "duration_ms", "bytes");
    private static final Schema SCHEMA = schema();

    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(SCHEMA);
    private final Map<String, Integer> positions = new HashMap<>();
    private final GenericRecord record = new GenericData.Record(SCHEMA);
    private @Nullable BinaryDecoder decoder;

    AvroEvents() {
        SCHEMA.getFields().forEach(field -> positions.put(field.name(), field.pos()));
    }

    private static Schema schema() {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("AgentAction").fields();
        AgentEvent.TEXTS.forEach(fields::requiredString);
        NUMBERS.forEach(fields::requiredLong);
        Schema schema = fields.requiredBoolean("in_scope").endRecord();
        for (Schema.Field field : schema.getFields()) {
            if (field.schema().getType() == Schema.Type.STRING) {
                GenericData.setStringType(field.schema(), GenericData.StringType.String);
            }
        }
        return schema;
    }

    static byte[] encode(AgentEvent event) {
        GenericRecord record = new GenericData.Record(SCHEMA);
        AgentEvent.TEXTS.forEach(name -> record.put(name, event.get(name)));
        record.put("ts", event.ts());
        record.put("duration_ms", (long) event.durationMs());
        record.put("bytes", (long) event.bytes());
        record.put("in_scope", event.inScope());
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(512);
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next event; it can be asked for until the one after it is read. */
    AvroEvents decode(byte[] bytes) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
            reader.read(record, decoder);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Object get(String path) {
        Integer position = positions.get(path);
        return position == null ? null : record.get(position);
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        for (int i = 0; i < SCHEMA.getFields().size(); i++) {
            if (test.test(record.get(i))) {
                return true;
            }
        }
        return false;
    }
}
