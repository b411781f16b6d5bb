package dev.recount.sigma.index;

import java.util.Arrays;
import java.util.List;

/**
 * Finds which of many literals begin a text, or end it, letter case aside. It is walked from that edge, and left at the first
 * character with which none of them goes on.
 */
final class EdgeTrie implements LiteralIndex.Search {

    private static final int NONE = -1;

    private final boolean fromEnd;
    private final Alphabet alphabet;
    private final int width;
    /** By node and character the next node; 0, which nothing leads to, where there is none. */
    private int[] next;

    private int nodes = 1;
    private int[] ending = {NONE};
    private final int[] sameEnd;

    /**
     * A trie of these literals.
     *
     * @param literals folded, none empty
     * @param alphabet has all of their characters
     * @param fromEnd whether they must end a text, else begin it
     */
    EdgeTrie(List<String> literals, Alphabet alphabet, boolean fromEnd) {
        this.fromEnd = fromEnd;
        this.alphabet = alphabet;
        this.width = alphabet.size();
        this.next = new int[width];
        this.sameEnd = new int[literals.size()];
        for (int i = 0; i < sameEnd.length; i++) {
            add(literals.get(i), i);
        }
    }

    private void add(String literal, int number) {
        int node = 0;
        for (int i = 0; i < literal.length(); i++) {
            int at = node * width + alphabet.of(charAt(literal, i));
            if (next[at] == 0) {
                grow();
                next[at] = nodes++;
            }
            node = next[at];
        }
        sameEnd[number] = ending[node];
        ending[node] = number;
    }

    private void grow() {
        if (nodes == ending.length) {
            next = Arrays.copyOf(next, nodes * 2 * width);
            ending = Arrays.copyOf(ending, nodes * 2);
            Arrays.fill(ending, nodes, nodes * 2, NONE);
        }
    }

    private char charAt(String text, int fromEdge) {
        return text.charAt(fromEnd ? text.length() - 1 - fromEdge : fromEdge);
    }

    @Override
    public void scan(String text, LiteralIndex.Finder finder) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            int character = alphabet.of(charAt(text, i));
            node = character == 0 ? 0 : next[node * width + character];
            if (node == 0) {
                return;
            }
            for (int literal = ending[node]; literal != NONE; literal = sameEnd[literal]) {
                finder.found(literal);
            }
        }
    }
}
