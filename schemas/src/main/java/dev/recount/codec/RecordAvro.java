package dev.recount.codec;

import dev.recount.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Records as Avro in the Confluent wire format: a zero byte, the schema's id in four bytes big-endian, then Avro binary.
 * Values written with an older released schema are resolved to today's. Thread-safe.
 *
 * @param <T> the record type
 */
public final class RecordAvro<T extends Record> {

    private static final byte MAGIC = 0;
    /** Bytes before the first field. */
    public static final int HEADER_BYTES = 5;

    private static final ThreadLocal<AvroBuffer> BUFFER = ThreadLocal.withInitial(AvroBuffer::new);
    private static final ThreadLocal<CanonicalOutput> CANONICAL = ThreadLocal.withInitial(CanonicalOutput::new);

    private final Class<T> type;
    private final Shape<T> shape;
    private final Schema schema;
    private final SchemaIds ids;
    private final int writtenId;
    private final AvroObject canonical;
    private final Map<Integer, GenericDatumReader<GenericRecord>> resolvers = new ConcurrentHashMap<>();

    /**
     * @param type the record type
     * @param subject the registry subject, such as {@code recount.events-value}
     * @param ids where the schema's id comes from
     */
    public RecordAvro(Class<T> type, String subject, SchemaIds ids) {
        this.type = type;
        this.shape = Shape.of(type);
        this.schema = AvroSchemas.of(shape);
        this.ids = ids;
        this.canonical = new AvroObject(shape);
        this.writtenId = ids.idOf(subject, schema);
    }

    /** Today's schema of the type. */
    public Schema schema() {
        return schema;
    }

    /** The bytes of {@code record} as they stand on the topic. */
    public byte[] encode(T record) {
        return encode(record, new int[shape.fields().size()]);
    }

    /**
     * The bytes of {@code record} as they stand on the topic.
     *
     * @param ends takes the offset behind each field, in declaration order; the first field begins at
     *     {@value #HEADER_BYTES}
     */
    public byte[] encode(T record, int[] ends) {
        var out = BUFFER.get();
        out.clear();
        out.writeByte(MAGIC);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.writeByte(writtenId >>> shift);
        }
        try {
            for (int i = 0; i < ends.length; i++) {
                AvroBinary.writeField(shape, record, i, out);
                ends[i] = out.bytesBuffered();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The record that {@code bytes} hold.
     *
     * @throws UndecodableRecord when they hold none, or one written with an unknown schema
     */
    public T decode(byte[] bytes) {
        return read(bytes, in -> AvroBinary.read(shape, in));
    }

    /**
     * The wanted fields of the record that {@code bytes} hold.
     *
     * @throws UndecodableRecord when they hold none, or one written with an unknown schema
     */
    public T decode(byte[] bytes, Excerpt excerpt) {
        return read(bytes, in -> type.cast(excerpt.read(in)));
    }

    /**
     * The canonical JSON of the record that {@code bytes} hold: what {@link RecordJson#canonical} makes of what
     * {@link #decode} gives, without making the record.
     *
     * @throws UndecodableRecord when they hold none, or one written with an unknown schema
     */
    public byte[] canonical(byte[] bytes) {
        return read(bytes, in -> {
            var out = CANONICAL.get();
            out.clear();
            canonical.write(in, out);
            return out.toByteArray();
        });
    }

    private <R> R read(byte[] bytes, Function<AvroInput, R> reader) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new UndecodableRecord("not in the Confluent wire format: " + bytes.length + " bytes");
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        try {
            var body = id == writtenId ? bytes : resolved(bytes, id);
            int offset = id == writtenId ? HEADER_BYTES : 0;
            return reader.apply(new AvroInput(body, offset));
        } catch (IOException | RuntimeException e) {
            throw new UndecodableRecord("not a " + shape.name() + " of schema " + id, e);
        }
    }

    /** Re-writes a value of another schema version in today's schema, by Avro's own resolution rules. */
    private byte[] resolved(byte[] bytes, int id) throws IOException {
        var reader = resolvers.computeIfAbsent(id, this::resolver);
        var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        GenericRecord record;
        synchronized (reader) {
            record = reader.read(null, decoder);
        }
        var out = new ByteArrayOutputStream(bytes.length + 64);
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private GenericDatumReader<GenericRecord> resolver(int id) {
        return new GenericDatumReader<>(ids.byId(id), schema);
    }
}
