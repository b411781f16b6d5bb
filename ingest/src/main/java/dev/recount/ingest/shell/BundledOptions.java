package dev.recount.ingest.shell;

import java.util.Set;

/**
 * Letters behind one dash as {@code getopt} reads them: {@code -tAc} is {@code -t -A -c}. The first letter that takes a
 * value takes the rest of the word, or the next word when none is left.
 */
public final class BundledOptions {
    private BundledOptions() {}

    /** Where in {@code word} the letter stands that takes a value; -1 when none does, or the word is no such bundle. */
    public static int valued(String word, Set<String> withValue) {
        if (word.length() < 2 || word.charAt(0) != '-' || word.charAt(1) == '-') {
            return -1;
        }
        for (int i = 1; i < word.length() && Character.isLetter(word.charAt(i)); i++) {
            if (withValue.contains("-" + word.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the word after {@code word} is the value of the option that it is, or ends with. */
    public static boolean takesNext(String word, Set<String> withValue) {
        return withValue.contains(word) || (word.length() > 1 && valued(word, withValue) == word.length() - 1);
    }
}
