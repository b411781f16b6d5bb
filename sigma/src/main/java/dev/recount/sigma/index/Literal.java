package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import dev.recount.sigma.match.TextPattern;
import dev.recount.sigma.match.ValueTest;
import java.util.List;

/**
 * A piece of text that occurs in every value that satisfies a test.
 *
 * @param key folded, short enough to keep the automaton small
 * @param position where it must end, counted from the start of the value; -1 for anywhere
 * @param atEnd whether it must end the value
 * @param isWhole whether finding it is all the test asks
 */
record Literal(String key, int position, boolean atEnd, boolean isWhole) {

    private static final int KEY_CHARS_MAX = 12;
    private static final int ANYWHERE = -1;

    /**
     * The literals of a test, of which one occurs; none if nothing can be said.
     *
     * @param commonness tells the literals of regular expressions apart that many rules have from those few have
     */
    static List<Literal> of(ValueTest test, RegexLiterals commonness) {
        if (test instanceof ValueTest.Regex regex) {
            return commonness.rarest(regex).stream()
                    .map(literal -> new Literal(head(Folding.fold(literal)), ANYWHERE, false, false))
                    .toList();
        }
        if (!(test instanceof ValueTest.Text text)
                || text.pattern().longestLiteral().isEmpty()) {
            return List.of();
        }
        String literal = Folding.fold(text.pattern().longestLiteral());
        TextPattern.Shape shape = text.pattern().shape();
        boolean whole = literal.length() <= KEY_CHARS_MAX && !text.pattern().cased() && shape != TextPattern.Shape.GLOB;
        return List.of(
                switch (shape) {
                    case PREFIX -> new Literal(tail(literal), literal.length(), false, whole);
                    case SUFFIX -> new Literal(tail(literal), ANYWHERE, true, whole);
                    default -> new Literal(head(literal), ANYWHERE, false, whole);
                });
    }

    private static String head(String literal) {
        return literal.substring(0, Math.min(KEY_CHARS_MAX, literal.length()));
    }

    private static String tail(String literal) {
        return literal.substring(Math.max(0, literal.length() - KEY_CHARS_MAX));
    }

    boolean fits(int end, int textLength) {
        return (position == ANYWHERE || end == position) && (!atEnd || end == textLength);
    }
}
