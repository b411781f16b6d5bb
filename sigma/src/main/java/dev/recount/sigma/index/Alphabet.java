package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import java.util.Collection;

/** The characters that occur in a set of folded literals, numbered from 1; 0 stands for every other character. */
final class Alphabet {

    private static final int ASCII = 128;

    private final char[] classes = new char[Character.MAX_VALUE + 1];

    /** The beginning of {@code classes} once more, small enough to stay in the fastest cache. */
    private final char[] ascii = new char[ASCII];

    private final int size;

    Alphabet(Collection<String> literals) {
        char[] numbers = new char[Character.MAX_VALUE + 1];
        int count = 0;
        for (String literal : literals) {
            for (int i = 0; i < literal.length(); i++) {
                if (numbers[literal.charAt(i)] == 0) {
                    numbers[literal.charAt(i)] = (char) ++count;
                }
            }
        }
        for (int c = 0; c < classes.length; c++) {
            classes[c] = numbers[Folding.fold((char) c)];
        }
        System.arraycopy(classes, 0, ascii, 0, ASCII);
        size = count + 1;
    }

    /** The class of a character, letter case aside. */
    int of(char c) {
        return c < ASCII ? ascii[c] : classes[c];
    }

    int size() {
        return size;
    }
}
