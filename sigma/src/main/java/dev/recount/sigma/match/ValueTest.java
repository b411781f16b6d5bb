package dev.recount.sigma.match;

import com.google.re2j.Pattern;
import dev.recount.sigma.rule.Comparison;

/** A test of one scalar value. Equal tests are equal objects. */
public sealed interface ValueTest {

    /**
     * Whether the value passes.
     *
     * @param value a string, number or boolean; other objects satisfy no test
     */
    boolean test(Object value);

    /** The value as text fits a pattern. */
    record Text(TextPattern pattern) implements ValueTest {

        @Override
        public boolean test(Object value) {
            String text = Values.text(value);
            return text != null && pattern.matches(text);
        }

        @Override
        public String toString() {
            return (pattern.cased() ? "(cased) '" : "'") + pattern + "'";
        }
    }

    /** The value is a number, or a string that writes one, in a relation to a limit. */
    record Numeric(Comparison comparison, Number limit) implements ValueTest {

        @Override
        public boolean test(Object value) {
            Number number = Values.number(value);
            return number != null && comparison.holds(Values.compare(number, limit));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numeric that
                    && comparison == that.comparison
                    && Values.compare(limit, that.limit) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * comparison.hashCode() + Double.hashCode(limit.doubleValue() + 0.0);
        }

        @Override
        public String toString() {
            return comparison.text() + " " + limit;
        }
    }

    /** The value is this boolean, or a string that writes it. */
    record Flag(boolean wanted) implements ValueTest {

        @Override
        public boolean test(Object value) {
            if (value instanceof Boolean flag) {
                return flag == wanted;
            }
            return value instanceof CharSequence text
                    && Boolean.toString(wanted).equalsIgnoreCase(text.toString());
        }

        @Override
        public String toString() {
            return Boolean.toString(wanted);
        }
    }

    /** A regular expression is found in the value as text. It runs in time linear in the value. */
    record Regex(Pattern pattern) implements ValueTest {

        @Override
        public boolean test(Object value) {
            String text = Values.text(value);
            return text != null && pattern.matcher(text).find();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Regex that
                    && pattern.flags() == that.pattern.flags()
                    && pattern.pattern().equals(that.pattern.pattern());
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }

        @Override
        public String toString() {
            return "/" + pattern.pattern() + "/";
        }
    }

    /** The value is an address in a network. */
    record InNetwork(Network network) implements ValueTest {

        @Override
        public boolean test(Object value) {
            return value instanceof CharSequence text && network.contains(text.toString());
        }

        @Override
        public String toString() {
            return "in " + network;
        }
    }

    /** A part of a point in time, in a relation to a limit. */
    record InTime(TimePart part, Comparison comparison, Number limit) implements ValueTest {

        @Override
        public boolean test(Object value) {
            int number = part.of(value);
            return number >= 0 && comparison.holds(Values.compare(number, limit));
        }

        @Override
        public String toString() {
            return part.name().toLowerCase(java.util.Locale.ROOT) + " " + comparison.text() + " " + limit;
        }
    }
}
