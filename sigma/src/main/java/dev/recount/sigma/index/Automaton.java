package dev.recount.sigma.index;

import java.util.Arrays;
import java.util.List;

/**
 * Finds many literals in one pass over a text, letter case aside (Aho and Corasick 1975), with all transitions in one table. A
 * transition is the first index of its target's row, complemented if a literal ends there.
 */
final class Automaton implements LiteralIndex.Search {

    private static final int NONE = -1;

    private final Alphabet alphabet;
    private final int width;
    private int[] next;
    private int states = 1;
    private int[] ending;
    private int[] sameEnd;
    private int[] shorter = new int[0];

    /** For each state the nearest one, itself or shorter, at which a literal ends; 0 if there is none. */
    private final int[] reported;

    /**
     * An automaton for these literals.
     *
     * @param literals folded, none empty
     * @param alphabet has all of their characters
     */
    Automaton(List<String> literals, Alphabet alphabet) {
        this.alphabet = alphabet;
        width = alphabet.size();
        next = new int[width * 64];
        ending = new int[64];
        Arrays.fill(ending, NONE);
        sameEnd = new int[literals.size()];
        for (int i = 0; i < literals.size(); i++) {
            add(literals.get(i), i);
        }
        next = Arrays.copyOf(next, states * width);
        ending = Arrays.copyOf(ending, states);
        link();
        reported = new int[states];
        for (int state = 0; state < states; state++) {
            reported[state] = ending[state] == NONE ? shorter[state] : state;
        }
        for (int i = 0; i < next.length; i++) {
            int row = next[i] * width;
            next[i] = reported[next[i]] == 0 ? row : ~row;
        }
    }

    private void add(String literal, int number) {
        int state = 0;
        for (int i = 0; i < literal.length(); i++) {
            int at = state * width + alphabet.of(literal.charAt(i));
            if (next[at] == 0) {
                grow();
                next[at] = states++;
            }
            state = next[at];
        }
        sameEnd[number] = ending[state];
        ending[state] = number;
    }

    private void grow() {
        if ((states + 1) * width > next.length) {
            next = Arrays.copyOf(next, Math.max(next.length * 2, (states + 1) * width));
        }
        if (states == ending.length) {
            ending = Arrays.copyOf(ending, states * 2);
            Arrays.fill(ending, states, ending.length, NONE);
        }
    }

    /** Breadth first: completes the transitions, and links each state to the nearest shorter one at which a literal ends. */
    private void link() {
        int[] fail = new int[states];
        shorter = new int[states];
        int[] queue = new int[states];
        int tail = 0;
        for (int c = 1; c < width; c++) {
            if (next[c] != 0) {
                queue[tail++] = next[c];
            }
        }
        for (int head = 0; head < tail; head++) {
            int state = queue[head];
            int row = state * width;
            int failRow = fail[state] * width;
            shorter[state] = ending[fail[state]] == NONE ? shorter[fail[state]] : fail[state];
            for (int c = 1; c < width; c++) {
                if (next[row + c] == 0) {
                    next[row + c] = next[failRow + c];
                } else {
                    fail[next[row + c]] = next[failRow + c];
                    queue[tail++] = next[row + c];
                }
            }
        }
    }

    @Override
    public void scan(String text, LiteralIndex.Finder finder) {
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            int target = next[row + alphabet.of(text.charAt(i))];
            row = target < 0 ? ~target : target;
            if (target < 0) {
                report(reported[row / width], finder);
            }
        }
    }

    private void report(int reporting, LiteralIndex.Finder finder) {
        for (int state = reporting; state != 0; state = shorter[state]) {
            for (int literal = ending[state]; literal != NONE; literal = sameEnd[literal]) {
                finder.found(literal);
            }
        }
    }
}
