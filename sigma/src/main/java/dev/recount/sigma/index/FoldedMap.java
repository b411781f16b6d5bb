package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash map from text to ints that looks text up letter case aside, without copying it. */
final class FoldedMap {

    private static final int[] EMPTY = new int[0];

    private final @Nullable String[] keys;
    private final int[][] values;
    private final int mask;
    private final int longest;

    /**
     * A map of these entries.
     *
     * @param entries keys folded
     */
    FoldedMap(Map<String, int[]> entries) {
        int capacity = Integer.highestOneBit(Math.max(4, entries.size()) * 4);
        keys = new String[capacity];
        values = new int[capacity][];
        mask = capacity - 1;
        longest = entries.keySet().stream().mapToInt(String::length).max().orElse(-1);
        entries.forEach((key, value) -> {
            int slot = hash(key) & mask;
            while (keys[slot] != null) {
                slot = (slot + 1) & mask;
            }
            keys[slot] = key;
            values[slot] = value;
        });
    }

    int[] get(String text) {
        if (text.length() > longest) {
            return EMPTY;
        }
        for (int slot = hash(text) & mask; ; slot = (slot + 1) & mask) {
            String key = keys[slot];
            if (key == null) {
                return EMPTY;
            }
            if (isFolded(text, key)) {
                return values[slot];
            }
        }
    }

    private static boolean isFolded(String text, String key) {
        if (text.length() != key.length()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (Folding.fold(text.charAt(i)) != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(String text) {
        int hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + Folding.fold(text.charAt(i));
        }
        return hash ^ (hash >>> 15);
    }
}
