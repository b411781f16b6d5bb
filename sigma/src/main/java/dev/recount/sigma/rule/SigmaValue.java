package dev.recount.sigma.rule;

/** A value as written in a detection item, before any modifier. */
public sealed interface SigmaValue {

    /** A string; wildcards and escapes are still in it. */
    record Text(String text) implements SigmaValue {

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A number.
     *
     * @param text as the author wrote it, for the modifiers that work on text
     */
    record Numeric(Number number, String text) implements SigmaValue {

        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code true} or {@code false}, unquoted. */
    record Flag(boolean flag) implements SigmaValue {

        @Override
        public String toString() {
            return Boolean.toString(flag);
        }
    }

    /** {@code null}: the field has no value. */
    enum Null implements SigmaValue {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }
}
