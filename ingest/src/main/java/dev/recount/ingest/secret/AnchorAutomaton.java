package dev.recount.ingest.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/**
 * Aho-Corasick over many short literals, ASCII case folded, as one table: one array read per character, no allocation.
 * It is what clean text pays; everything costlier starts only where a literal stands.
 */
final class AnchorAutomaton {
    private static final int WIDTH_BITS = 6;
    private static final int WIDTH = 1 << WIDTH_BITS;

    private final byte[] classOf = new byte[128];
    private final short[] next;
    private final int[][] rulesAt;
    private final String[] literals;
    private final int firstAccepting;

    /** Takes literals in lower case; an anchor is known by its place in the list. */
    AnchorAutomaton(List<String> anchors) {
        literals = anchors.toArray(String[]::new);
        assignClasses();
        List<short[]> trie = new ArrayList<>();
        List<List<Integer>> ends = new ArrayList<>();
        newState(trie, ends);
        for (int a = 0; a < literals.length; a++) {
            insert(trie, ends, literals[a], a);
        }
        linkFailures(trie, ends);
        int[] renumbered = acceptingLast(ends);
        firstAccepting = (int) ends.stream().filter(List::isEmpty).count();
        next = new short[trie.size() << WIDTH_BITS];
        rulesAt = new int[trie.size()][];
        for (int s = 0; s < trie.size(); s++) {
            for (int c = 0; c < WIDTH; c++) {
                next[(renumbered[s] << WIDTH_BITS) | c] = (short) renumbered[trie.get(s)[c]];
            }
            rulesAt[renumbered[s]] =
                    ends.get(s).stream().mapToInt(Integer::intValue).toArray();
        }
    }

    int literalLength(int anchor) {
        return literals[anchor].length();
    }

    /** The state after one more character; {@code 0} is the start. */
    int step(int state, char c) {
        return next[(state << WIDTH_BITS) | (c < 128 ? classOf[c] : 0)];
    }

    boolean accepts(int state) {
        return state >= firstAccepting;
    }

    /** The literals that end in an accepting state, longest first. */
    int[] anchorsAt(int state) {
        return rulesAt[state];
    }

    private void assignClasses() {
        byte classes = 1;
        for (String literal : literals) {
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                if (classOf[c] == 0) {
                    if (classes == WIDTH) {
                        throw new IllegalArgumentException(
                                "anchors: more than " + (WIDTH - 1) + " distinct characters");
                    }
                    classOf[c] = classes;
                    classOf[String.valueOf(c).toUpperCase(Locale.ROOT).charAt(0)] = classes;
                    classes++;
                }
            }
        }
    }

    private static short newState(List<short[]> trie, List<List<Integer>> ends) {
        short[] edges = new short[WIDTH];
        Arrays.fill(edges, (short) -1);
        trie.add(edges);
        ends.add(new ArrayList<>());
        if (trie.size() > Short.MAX_VALUE) {
            throw new IllegalArgumentException("anchors: more than " + Short.MAX_VALUE + " states");
        }
        return (short) (trie.size() - 1);
    }

    private void insert(List<short[]> trie, List<List<Integer>> ends, String literal, int anchor) {
        short state = 0;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            short[] edges = trie.get(state);
            if (edges[classOf[c]] < 0) {
                edges[classOf[c]] = newState(trie, ends);
            }
            state = edges[classOf[c]];
        }
        ends.get(state).add(anchor);
    }

    private static void linkFailures(List<short[]> trie, List<List<Integer>> ends) {
        short[] failure = new short[trie.size()];
        Queue<Short> queue = new ArrayDeque<>();
        queue.add((short) 0);
        while (!queue.isEmpty()) {
            short state = queue.remove();
            short[] edges = trie.get(state);
            for (int c = 0; c < WIDTH; c++) {
                short fallback = state == 0 ? 0 : trie.get(failure[state])[c];
                if (edges[c] < 0) {
                    edges[c] = fallback;
                } else {
                    failure[edges[c]] = fallback;
                    ends.get(edges[c]).addAll(ends.get(fallback));
                    queue.add(edges[c]);
                }
            }
        }
    }

    private static int[] acceptingLast(List<List<Integer>> ends) {
        int[] renumbered = new int[ends.size()];
        int number = 0;
        for (boolean accepting : List.of(false, true)) {
            for (int s = 0; s < ends.size(); s++) {
                if (ends.get(s).isEmpty() != accepting) {
                    renumbered[s] = number++;
                }
            }
        }
        return renumbered;
    }
}
