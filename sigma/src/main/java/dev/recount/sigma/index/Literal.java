package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import dev.recount.sigma.match.TextPattern;
import dev.recount.sigma.match.ValueTest;
import java.util.List;

/**
 * A piece of text that occurs in every value that satisfies a test.
 *
 * @param key folded, short enough to keep the index small
 * @param isWhole whether finding it is all the test asks
 */
record Literal(String key, Place place, boolean isWhole) {

    private static final int KEY_CHARS_MAX = 12;

    /** Far enough that what many values begin or end with does not hide how they differ. */
    private static final int EDGE_CHARS_MAX = 32;

    /** Where in the value. */
    enum Place {
        ANYWHERE,
        BEGIN,
        END
    }

    /**
     * The literals of a test, of which one occurs; none if nothing can be said.
     *
     * @param commonness tells the literals of regular expressions apart that many rules have from those few have
     */
    static List<Literal> of(ValueTest test, RegexLiterals commonness) {
        if (test instanceof ValueTest.Regex regex) {
            return commonness.rarest(regex).stream()
                    .map(literal -> new Literal(head(Folding.fold(literal), KEY_CHARS_MAX), Place.ANYWHERE, false))
                    .toList();
        }
        if (!(test instanceof ValueTest.Text text)
                || text.pattern().longestLiteral().isEmpty()) {
            return List.of();
        }
        String literal = Folding.fold(text.pattern().longestLiteral());
        TextPattern.Shape shape = text.pattern().shape();
        boolean atEdge = shape == TextPattern.Shape.PREFIX || shape == TextPattern.Shape.SUFFIX;
        int max = atEdge ? EDGE_CHARS_MAX : KEY_CHARS_MAX;
        boolean whole = literal.length() <= max && !text.pattern().cased() && shape != TextPattern.Shape.GLOB;
        return List.of(
                switch (shape) {
                    case PREFIX -> new Literal(head(literal, max), Place.BEGIN, whole);
                    case SUFFIX -> new Literal(tail(literal, max), Place.END, whole);
                    default -> new Literal(head(literal, max), Place.ANYWHERE, whole);
                });
    }

    private static String head(String literal, int max) {
        return literal.substring(0, Math.min(max, literal.length()));
    }

    private static String tail(String literal, int max) {
        return literal.substring(Math.max(0, literal.length() - max));
    }
}
