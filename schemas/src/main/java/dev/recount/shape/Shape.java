package dev.recount.shape;

import dev.recount.event.Json;
import dev.recount.event.Word;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record type, in declaration order, with the means to read them and to make a record from them.
 *
 * @param <T> the record type
 */
public final class Shape<T extends Record> {

    private static final ClassValue<Shape<?>> SHAPES = new ClassValue<>() {
        @Override
        protected Shape<?> computeValue(Class<?> type) {
            return new Shape<>(type.asSubclass(Record.class));
        }
    };

    private final Class<T> type;
    private final List<Field> fields;
    private final NameTable names;
    private final List<Integer> indicesByName;
    private final MethodHandle[] readers;
    private final MethodHandle maker;

    /** What stands for an absent value, by field: null, or an empty list or map. */
    private final @Nullable Object[] empty;

    private Shape(Class<T> type) {
        this.type = type;
        var components = type.getRecordComponents();
        this.fields = Arrays.stream(components).map(Shape::field).toList();
        this.empty = fields.stream().map(field -> emptyOf(field.kind())).toArray();
        this.names = new NameTable(fields.stream().map(Field::name).toList());
        this.indicesByName = IntStream.range(0, fields.size())
                .boxed()
                .sorted(Comparator.comparing(i -> fields.get(i).name()))
                .toList();
        try {
            var lookup = MethodHandles.publicLookup();
            this.readers = new MethodHandle[components.length];
            for (int i = 0; i < components.length; i++) {
                readers[i] = lookup.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            var parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            this.maker = lookup.findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record", e);
        }
    }

    /** The shape of {@code type}; read once per type. */
    @SuppressWarnings("unchecked")
    public static <T extends Record> Shape<T> of(Class<T> type) {
        return (Shape<T>) SHAPES.get(type);
    }

    /** The record's simple name. */
    public String name() {
        return type.getSimpleName();
    }

    /** The fields in declaration order. */
    public List<Field> fields() {
        return fields;
    }

    /** Position of the field {@code name}, or -1 when there is none. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** Positions of the fields, in the order of their names. */
    public List<Integer> indicesByName() {
        return indicesByName;
    }

    /** The value of the field at {@code index}, null when absent. */
    public @Nullable Object get(Object record, int index) {
        try {
            return readers[index].invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "cannot read " + name() + "." + fields.get(index).name(), e);
        }
    }

    /**
     * Makes a record.
     *
     * @param values one per field in declaration order; null for absent, for which lists and maps become empty
     */
    public T make(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = empty[i];
            }
        }
        try {
            return type.cast((Object) maker.invokeExact(values));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make " + name(), e);
        }
    }

    private static @Nullable Object emptyOf(Kind kind) {
        if (kind instanceof Kind.ListOf) {
            return List.of();
        }
        return kind instanceof Kind.TextMap ? Map.of() : null;
    }

    private static Field field(RecordComponent component) {
        var annotated = component.getAnnotatedType();
        return new Field(snake(component.getName()), kind(annotated), annotated.isAnnotationPresent(Nullable.class));
    }

    private static Kind kind(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            var arguments = parameterized.getAnnotatedActualTypeArguments();
            return arguments.length == 2 ? new Kind.TextMap() : new Kind.ListOf(kind(arguments[0]));
        }
        var type = (Class<?>) annotated.getType();
        if (type == String.class) {
            return new Kind.Text();
        }
        if (type == long.class || type == Long.class) {
            return new Kind.Whole();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Kind.Flag();
        }
        if (type == Instant.class) {
            return new Kind.Time();
        }
        if (type == Json.class) {
            return new Kind.FreeJson();
        }
        if (Word.class.isAssignableFrom(type)) {
            return Kind.Choice.of(type);
        }
        return new Kind.Nested(of(type.asSubclass(Record.class)));
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
