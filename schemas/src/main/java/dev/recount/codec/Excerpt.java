package dev.recount.codec;

import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record are wanted. The others are passed over when the record is read, and are absent from it; fields that
 * no record can do without are always wanted.
 */
public final class Excerpt {

    private final Shape<?> shape;
    private final boolean[] optional;

    /** By field; null for what is passed over. */
    private final @Nullable AvroReading[] readings;

    private final AvroValue[] passedOver;

    private Excerpt(Shape<?> shape, Function<Field, @Nullable AvroReading> reading) {
        var fields = shape.fields();
        this.shape = shape;
        this.optional = new boolean[fields.size()];
        this.readings = new AvroReading[fields.size()];
        this.passedOver = new AvroValue[fields.size()];
        for (int i = 0; i < optional.length; i++) {
            optional[i] = fields.get(i).optional();
            readings[i] = reading.apply(fields.get(i));
            passedOver[i] = AvroValue.of(fields.get(i).kind());
        }
    }

    /**
     * An excerpt.
     *
     * @param type the record type
     * @param paths fields by their names with dots, such as {@code session.id}; a path to a record or map means all of it, a
     *     path into JSON all of that, and one that leads nowhere nothing
     */
    public static Excerpt of(Class<? extends Record> type, Collection<String> paths) {
        return of(Shape.of(type), List.copyOf(paths));
    }

    private static Excerpt of(Shape<?> shape, List<String> paths) {
        return new Excerpt(shape, field -> reading(field, paths));
    }

    /** Every field. */
    static Excerpt all(Shape<?> shape) {
        return new Excerpt(shape, field -> AvroReading.of(field.kind()));
    }

    private static @Nullable AvroReading reading(Field field, List<String> paths) {
        boolean whole = paths.contains(field.name()) || !field.mayBeMissing();
        var inside = paths.stream().flatMap(path -> inside(field.name(), path)).toList();
        if (whole || inside.isEmpty()) {
            return whole ? AvroReading.of(field.kind()) : null;
        }
        if (field.kind() instanceof Kind.Nested record) {
            return of(record.shape(), inside)::read;
        }
        return field.kind() instanceof Kind.TextMap
                ? new AvroReading.Entries(Set.copyOf(inside))
                : AvroReading.of(field.kind());
    }

    /** What is left of {@code path} inside the field {@code name}. */
    private static Stream<String> inside(String name, String path) {
        return path.startsWith(name) && path.startsWith(".", name.length())
                ? Stream.of(path.substring(name.length() + 1))
                : Stream.empty();
    }

    /** Reads what is wanted of a record. */
    Object read(AvroInput in) {
        var values = new @Nullable Object[optional.length];
        for (int i = 0; i < values.length; i++) {
            if (!optional[i] || in.readLong() == 1) {
                var reading = readings[i];
                if (reading != null) {
                    values[i] = reading.read(in);
                } else {
                    passedOver[i].skip(in);
                }
            }
        }
        return shape.make(values);
    }
}
