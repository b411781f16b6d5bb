package dev.recount.sigma.rule;

import java.util.List;

/** A condition over named parts: search identifiers in a detection, rule names in a correlation. */
public sealed interface Condition {

    /** Every part holds. */
    record And(List<Condition> parts) implements Condition {}

    /** One part holds. */
    record Or(List<Condition> parts) implements Condition {}

    /** The part does not hold. */
    record Not(Condition part) implements Condition {}

    /** A search identifier, or the name of a rule. */
    record Named(String name) implements Condition {}

    /**
     * {@code 1 of …} or {@code all of …}.
     *
     * @param pattern as written: {@code them} or a name with wildcards
     * @param all false for {@code 1 of}
     * @param names the search identifiers meant, in the order of the rule
     */
    record Quantified(boolean all, String pattern, List<String> names) implements Condition {}
}
