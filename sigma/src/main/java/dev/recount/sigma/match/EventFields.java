package dev.recount.sigma.match;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the engine reads an event, whatever its representation, without copying it.
 *
 * <p>Values are plain Java objects: {@link CharSequence}, {@link Number}, {@link Boolean}, {@link #NULL}, a {@link java.util.List} of
 * values or a {@link Map} of them (any value inside may satisfy a test). Any other object satisfies none.
 */
public interface EventFields {

    /** An explicit null: the field is present and has no value. */
    Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /**
     * The value of a field.
     *
     * @param path the field's name as in the rule, with dots for nested fields
     * @return Java null if the event has no such field
     */
    @Nullable
    Object get(String path);

    /**
     * Whether any single value of the event, at any depth, satisfies the test. Keywords are looked up with it.
     *
     * @param test is given strings, numbers and booleans
     */
    boolean anyValue(Predicate<Object> test);

    /**
     * Reads nested maps and lists, as a JSON parser makes them. A dotted path is looked up as a key first and then
     * level by level; a list on the way is looked through, so that {@code a.b} over {@code {"a":[{"b":1},{"b":2}]}} has
     * the values 1 and 2.
     */
    static EventFields of(Map<String, ? extends @Nullable Object> event) {
        return new MapFields(event);
    }
}
