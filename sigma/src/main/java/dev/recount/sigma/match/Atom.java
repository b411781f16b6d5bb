package dev.recount.sigma.match;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The smallest question asked of an event. Equal atoms are equal objects, so that rules share their answers. */
public sealed interface Atom {

    boolean holds(EventFields event);

    /** The fields the question is about; none if it is about all of them. */
    List<String> fields();

    /** A value of a field satisfies a test; of a list or a nested structure, any value in it. */
    record OnField(String field, ValueTest test) implements Atom {

        @Override
        public boolean holds(EventFields event) {
            return holdsFor(event.get(field));
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }

        /** The answer for a value of the field that has already been read. */
        public boolean holdsFor(@Nullable Object value) {
            return any(value, test);
        }

        private static boolean any(@Nullable Object value, ValueTest test) {
            if (value instanceof String) { // nearly always, and quicker to tell than that it is no list
                return test.test(value);
            }
            if (value instanceof List<?> list) {
                for (Object element : list) {
                    if (any(element, test)) {
                        return true;
                    }
                }
                return false;
            }
            if (value instanceof Map<?, ?> map) {
                for (Object child : map.values()) {
                    if (any(child, test)) {
                        return true;
                    }
                }
                return false;
            }
            return value != null && test.test(value);
        }

        @Override
        public String toString() {
            return field + " " + test;
        }
    }

    /** Some value of the event, at any depth, satisfies a test. */
    record OnAnyField(ValueTest test) implements Atom {

        @Override
        public boolean holds(EventFields event) {
            return event.anyValue(test::test);
        }

        @Override
        public List<String> fields() {
            return List.of();
        }

        @Override
        public String toString() {
            return "any field " + test;
        }
    }

    /** The field is in the event, be it with no value. */
    record Present(String field) implements Atom {

        @Override
        public boolean holds(EventFields event) {
            return event.get(field) != null;
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }

        @Override
        public String toString() {
            return field + " exists";
        }
    }

    /** The field is not in the event. */
    record Missing(String field) implements Atom {

        @Override
        public boolean holds(EventFields event) {
            return event.get(field) == null;
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }

        @Override
        public String toString() {
            return field + " does not exist";
        }
    }

    /** The field is missing or has no value; of a list, any element has none. */
    record Absent(String field) implements Atom {

        @Override
        public boolean holds(EventFields event) {
            Object value = event.get(field);
            return value == null || isNull(value);
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }

        private static boolean isNull(Object value) {
            if (value instanceof List<?> list) {
                for (Object element : list) {
                    if (element == null || isNull(element)) {
                        return true;
                    }
                }
                return false;
            }
            return value == EventFields.NULL;
        }

        @Override
        public String toString() {
            return field + " is null";
        }
    }

    /** A value of the field stands in a relation to a value of another field (modifier {@code fieldref}). */
    record Referring(String field, String other, TextPattern.Shape shape, boolean cased) implements Atom {

        @Override
        public boolean holds(EventFields event) {
            Object theirs = event.get(other);
            return theirs != null && left(event.get(field), theirs);
        }

        @Override
        public List<String> fields() {
            return List.of(field, other);
        }

        private boolean left(@Nullable Object mine, Object theirs) {
            if (mine instanceof List<?> list) {
                for (Object element : list) {
                    if (left(element, theirs)) {
                        return true;
                    }
                }
                return false;
            }
            return mine != null && right(mine, theirs);
        }

        private boolean right(Object mine, @Nullable Object theirs) {
            if (theirs instanceof List<?> list) {
                for (Object element : list) {
                    if (right(mine, element)) {
                        return true;
                    }
                }
                return false;
            }
            return theirs != null && relates(mine, theirs);
        }

        private boolean relates(Object mine, Object theirs) {
            if (mine instanceof Number && theirs instanceof Number && shape == TextPattern.Shape.EXACT) {
                Number a = Values.number(mine);
                Number b = Values.number(theirs);
                return a != null && b != null && Values.compare(a, b) == 0;
            }
            String text = Values.text(mine);
            String literal = Values.text(theirs);
            if (text == null || literal == null) {
                return false;
            }
            String a = cased ? text : Folding.fold(text);
            String b = cased ? literal : Folding.fold(literal);
            return switch (shape) {
                case PREFIX -> a.startsWith(b);
                case SUFFIX -> a.endsWith(b);
                case CONTAINS -> a.contains(b);
                case EXACT, GLOB -> a.equals(b);
            };
        }

        @Override
        public String toString() {
            return field + " " + shape + " field " + other;
        }
    }
}
