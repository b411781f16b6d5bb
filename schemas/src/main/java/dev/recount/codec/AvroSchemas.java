package dev.recount.codec;

import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The Avro schema of a shape. Optional fields are unions with null first and default to it; lists and maps default to
 * empty; words are strings, because a new word must not break yesterday's reader, with the closed list in the doc.
 */
public final class AvroSchemas {

    private static final String NAMESPACE = "dev.recount";

    private final Map<String, Schema> named = new HashMap<>();

    private AvroSchemas() {}

    /** The Avro record schema of {@code shape}. */
    public static Schema of(Shape<?> shape) {
        return new AvroSchemas().record(shape);
    }

    private Schema record(Shape<?> shape) {
        var known = named.get(shape.name());
        if (known != null) {
            return known;
        }
        var schema = Schema.createRecord(shape.name(), null, NAMESPACE, false);
        named.put(shape.name(), schema);
        List<Schema.Field> fields = new ArrayList<>();
        for (Field field : shape.fields()) {
            fields.add(field(field));
        }
        schema.setFields(fields);
        return schema;
    }

    private Schema.Field field(Field field) {
        var type = type(field.kind());
        var doc = field.kind() instanceof Kind.Choice choice
                ? "One of " + String.join(", ", choice.words().keySet()) + "."
                : null;
        if (field.optional()) {
            var union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
            return new Schema.Field(field.name(), union, doc, JsonProperties.NULL_VALUE);
        }
        if (field.kind() instanceof Kind.ListOf) {
            return new Schema.Field(field.name(), type, doc, List.of());
        }
        if (field.kind() instanceof Kind.TextMap) {
            return new Schema.Field(field.name(), type, doc, Map.of());
        }
        return new Schema.Field(field.name(), type, doc);
    }

    private Schema type(Kind kind) {
        if (kind instanceof Kind.Whole) {
            return Schema.create(Schema.Type.LONG);
        }
        if (kind instanceof Kind.Flag) {
            return Schema.create(Schema.Type.BOOLEAN);
        }
        if (kind instanceof Kind.Time) {
            return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        }
        if (kind instanceof Kind.ListOf list) {
            return Schema.createArray(type(list.element()));
        }
        if (kind instanceof Kind.TextMap) {
            return Schema.createMap(Schema.create(Schema.Type.STRING));
        }
        if (kind instanceof Kind.Nested nested) {
            return record(nested.shape());
        }
        var text = Schema.create(Schema.Type.STRING);
        if (kind instanceof Kind.FreeJson) {
            text.addProp("contentMediaType", "application/json");
        }
        return text;
    }
}
