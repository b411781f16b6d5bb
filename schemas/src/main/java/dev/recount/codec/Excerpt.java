package dev.recount.codec;

import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record are wanted. The others are passed over when the record is read, and are absent from it; fields that
 * no record can do without are always wanted.
 */
public final class Excerpt {

    private final boolean[] wanted;
    private final @Nullable Excerpt[] nested;
    private final AvroValue[] passedOver;
    private final List<Set<String>> keys;

    private Excerpt(Shape<?> shape) {
        int fields = shape.fields().size();
        this.passedOver =
                shape.fields().stream().map(field -> AvroValue.of(field.kind())).toArray(AvroValue[]::new);
        this.wanted = new boolean[fields];
        this.nested = new Excerpt[fields];
        this.keys = new ArrayList<>(Collections.nCopies(fields, Set.of()));
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
        var excerpt = new Excerpt(shape);
        for (int i = 0; i < excerpt.wanted.length; i++) {
            var field = shape.fields().get(i);
            boolean whole = paths.contains(field.name()) || !field.mayBeMissing();
            var inside =
                    paths.stream().flatMap(path -> inside(field.name(), path)).toList();
            excerpt.wanted[i] = whole || !inside.isEmpty();
            if (!whole && field.kind() instanceof Kind.Nested record) {
                excerpt.nested[i] = of(record.shape(), inside);
            }
            if (!whole && field.kind() instanceof Kind.TextMap) {
                excerpt.keys.set(i, Set.copyOf(inside));
            }
        }
        return excerpt;
    }

    /** What is left of {@code path} inside the field {@code name}. */
    private static Stream<String> inside(String name, String path) {
        return path.startsWith(name) && path.startsWith(".", name.length())
                ? Stream.of(path.substring(name.length() + 1))
                : Stream.empty();
    }

    boolean wants(int index) {
        return wanted[index];
    }

    /** Goes behind the value of a field. */
    void passOver(int index, AvroInput in) {
        passedOver[index].skip(in);
    }

    /** What is wanted of the record in a field; null for all of it. */
    @Nullable
    Excerpt of(int index) {
        return nested[index];
    }

    /** Which entries of the map in a field are wanted; empty for all of them. */
    Set<String> keys(int index) {
        return keys.get(index);
    }
}
