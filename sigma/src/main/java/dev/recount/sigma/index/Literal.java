package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import dev.recount.sigma.match.TextPattern;
import dev.recount.sigma.match.ValueTest;
import java.util.Optional;

/**
 * A piece of text that occurs in every value that satisfies a test.
 *
 * @param key folded, short enough to keep the automaton small
 * @param atStart whether it must begin the value
 * @param atEnd whether it must end the value
 */
record Literal(String key, boolean atStart, boolean atEnd) {

    private static final int KEY_CHARS_MAX = 12;

    /** The literal of a test, if it has one. */
    static Optional<Literal> of(ValueTest test) {
        if (test instanceof ValueTest.Regex regex) {
            String literal = Folding.fold(RegexLiteral.of(regex.pattern().pattern()));
            return literal.isEmpty() ? Optional.empty() : Optional.of(new Literal(head(literal), false, false));
        }
        if (!(test instanceof ValueTest.Text text)
                || text.pattern().longestLiteral().isEmpty()) {
            return Optional.empty();
        }
        String literal = Folding.fold(text.pattern().longestLiteral());
        TextPattern.Shape shape = text.pattern().shape();
        return Optional.of(
                switch (shape) {
                    case PREFIX -> new Literal(head(literal), true, false);
                    case SUFFIX -> new Literal(tail(literal), false, true);
                    default -> new Literal(head(literal), false, false);
                });
    }

    private static String head(String literal) {
        return literal.substring(0, Math.min(KEY_CHARS_MAX, literal.length()));
    }

    private static String tail(String literal) {
        return literal.substring(Math.max(0, literal.length() - KEY_CHARS_MAX));
    }

    boolean fits(int end, int textLength) {
        return (!atStart || end == key.length()) && (!atEnd || end == textLength);
    }
}
