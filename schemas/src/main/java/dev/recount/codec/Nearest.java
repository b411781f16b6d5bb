package dev.recount.codec;

import java.util.Collection;

/** Finds the word that a mistyped one was probably meant to be. */
public final class Nearest {

    private Nearest() {}

    /**
     * {@code "; did you mean X?"}, or nothing when no candidate is within a third of the word's length. Of a short word not
     * more than every other letter may differ.
     */
    public static String hint(String word, Collection<String> candidates) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        boolean near = bestDistance <= Math.max(2, word.length() / 3)
                && 2 * bestDistance <= Math.max(word.length(), best.length());
        return near ? "; did you mean " + best + "?" : "";
    }

    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 8) {
            return Integer.MAX_VALUE;
        }
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
