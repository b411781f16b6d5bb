package dev.recount.sigma.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The pieces of text of one field's tests, each looked for where it must be. */
final class LiteralIndex {

    private final Part[] parts;

    /** Finds literals in a text. */
    interface Search {

        /** Tells {@code finder} about every literal that is where it must be, also about those within others. */
        void scan(String text, Finder finder);
    }

    /** Is told about each literal found. */
    @FunctionalInterface
    interface Finder {

        /**
         * A literal is there.
         *
         * @param literal its position in the list that is searched for
         */
        void found(int literal);
    }

    /** The literals of one place: by their position the test each is of, and whether that is certain to hold. */
    private static final class Part {
        private final Search search;
        private final int[] atoms;
        private final boolean[] certain;

        Part(Literal.Place place, Alphabet alphabet, int[] there, List<Literal> literals, List<Integer> atoms) {
            List<String> keys =
                    Arrays.stream(there).mapToObj(i -> literals.get(i).key()).toList();
            this.search = search(place, keys, alphabet);
            this.atoms = Arrays.stream(there).map(atoms::get).toArray();
            this.certain = new boolean[there.length];
            for (int i = 0; i < there.length; i++) {
                certain[i] = literals.get(there[i]).isWhole();
            }
        }

        private static Search search(Literal.Place place, List<String> keys, Alphabet alphabet) {
            return switch (place) {
                case ANYWHERE -> new Automaton(keys, alphabet);
                case BEGIN -> new EdgeTrie(keys, alphabet, false);
                case END -> new EdgeTrie(keys, alphabet, true);
            };
        }

        void find(String text, Hits hits) {
            search.scan(text, literal -> hits.atom(atoms[literal], certain[literal]));
        }
    }

    /**
     * An index.
     *
     * @param atoms the test of each literal
     */
    LiteralIndex(List<Literal> literals, List<Integer> atoms) {
        Alphabet alphabet = new Alphabet(literals.stream().map(Literal::key).toList());
        List<Part> made = new ArrayList<>();
        for (Literal.Place place : Literal.Place.values()) {
            int[] there = IntStream.range(0, literals.size())
                    .filter(i -> literals.get(i).place() == place)
                    .toArray();
            if (there.length > 0) {
                made.add(new Part(place, alphabet, there, literals, atoms));
            }
        }
        parts = made.toArray(Part[]::new);
    }

    /** Names the tests that can hold for a text. */
    void find(String text, Hits hits) {
        for (Part part : parts) {
            part.find(text, hits);
        }
    }
}
