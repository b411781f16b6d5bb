package dev.recount.runtime.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a person probably meant: the known one with the fewest edits, if that is close enough to be worth saying. */
public final class NearestName {

    private NearestName() {}

    /** The known name nearest to {@code given}, unless even that is too far off to be a slip of the finger. */
    public static Optional<String> among(Collection<String> known, String given) {
        return known.stream()
                .filter(name -> isNear(name, given))
                .min(Comparator.<String>comparingInt(name -> edits(name, given)).thenComparing(name -> name));
    }

    /** Two edits of a word, or one in three of its letters; of a short word not more than every other letter. */
    private static boolean isNear(String name, String given) {
        int edits = edits(name, given);
        return edits <= Math.max(2, given.length() / 3) && 2 * edits <= Math.max(name.length(), given.length());
    }

    /** {@code "; did you mean X?"}, or nothing where no name is near. */
    public static String hint(Collection<String> known, String given) {
        return among(known, given).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** Levenshtein's distance, blind to case and to the kind of separator, with a swap of neighbours as one edit. */
    static int edits(String left, String right) {
        String a = normalised(left);
        String b = normalised(right);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "-");
    }
}
