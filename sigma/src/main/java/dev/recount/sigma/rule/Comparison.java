package dev.recount.sigma.rule;

import java.util.Locale;

/** The comparison operators of modifiers and correlation conditions. */
public enum Comparison {
    EQ,
    NEQ,
    LT,
    LTE,
    GT,
    GTE;

    /**
     * Whether the operator holds.
     *
     * @param order how the left side compares with the right side: negative, zero or positive
     */
    public boolean holds(int order) {
        return switch (this) {
            case EQ -> order == 0;
            case NEQ -> order != 0;
            case LT -> order < 0;
            case LTE -> order <= 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
        };
    }

    /** The name as the specification writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
