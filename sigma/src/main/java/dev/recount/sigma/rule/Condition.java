package dev.recount.sigma.rule;

import java.util.List;
import java.util.stream.Collectors;

/** A condition over named parts: search identifiers in a detection, rule names in a correlation. */
public sealed interface Condition {

    /** Every part holds. */
    record And(List<Condition> parts) implements Condition {

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    /** One part holds. */
    record Or(List<Condition> parts) implements Condition {

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    /** The part does not hold. */
    record Not(Condition part) implements Condition {

        @Override
        public String toString() {
            return "not " + part;
        }
    }

    /** A search identifier, or the name of a rule. */
    record Named(String name) implements Condition {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * {@code 1 of …} or {@code all of …}.
     *
     * @param pattern as written: {@code them} or a name with wildcards
     * @param all false for {@code 1 of}
     * @param names the search identifiers meant, in the order of the rule
     */
    record Quantified(boolean all, String pattern, List<String> names) implements Condition {

        @Override
        public String toString() {
            return (all ? "all of " : "1 of ") + pattern;
        }
    }

    /** As a rule writes it, with every bracket. */
    private static String joined(List<Condition> parts, String by) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(by, "(", ")"));
    }
}
