package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import java.util.Collection;

/** The characters that occur in a set of folded literals, numbered from 1; 0 stands for every other character. */
final class Alphabet {

    private final char[] classes = new char[Character.MAX_VALUE + 1];
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
        size = count + 1;
    }

    /** The class of a character, letter case aside. */
    int of(char c) {
        return classes[c];
    }

    int size() {
        return size;
    }
}
