package dev.recount.evidence.format;

import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** An event as a row of a Parquet file: its values by column, a {@link Long} or a {@link String} each, without nulls. */
final class ParquetRow {

    private static final Map<String, Function<Event, @Nullable Instant>> TIMES =
            Map.of("occurred_at", Event::occurredAt, "recorded_at", Event::recordedAt);

    static final MessageType SCHEMA = schema();

    private ParquetRow() {}

    private static MessageType schema() {
        var fields = new ArrayList<Type>();
        Columns.NAMES.forEach(column -> fields.add(
                TIMES.containsKey(column)
                        ? Types.optional(INT64)
                                .as(timestampType(true, TimeUnit.MICROS))
                                .named(column)
                        : Types.optional(BINARY).as(stringType()).named(column)));
        fields.add(Types.required(INT64).named("leaf_index"));
        fields.add(Types.required(BINARY).as(stringType()).named("leaf_hash"));
        fields.add(Types.required(BINARY).as(jsonType()).named("record"));
        return new MessageType("event", fields);
    }

    /** The row of a record. */
    static Map<String, Object> of(SealedRecord record) throws IOException {
        var event = record.event();
        var row = new LinkedHashMap<String, Object>();
        for (String column : Columns.NAMES) {
            var value = value(column, event);
            if (value != null) {
                row.put(column, value);
            }
        }
        row.put("leaf_index", record.leaf());
        row.put("leaf_hash", HexFormat.of().formatHex(record.leafHash()));
        row.put("record", new String(record.bytes(), StandardCharsets.UTF_8));
        return row;
    }

    private static @Nullable Object value(String column, Event event) {
        var time = TIMES.get(column);
        if (time == null) {
            return Columns.found(column, event);
        }
        var at = time.apply(event);
        return at == null ? null : Micros.of(at);
    }
}
