package dev.recount.sigma.index;

import dev.recount.sigma.match.Folding;
import dev.recount.sigma.match.Network;
import dev.recount.sigma.match.TextPattern;
import dev.recount.sigma.match.ValueTest;
import dev.recount.sigma.match.Values;
import dev.recount.sigma.rule.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tests of one field that serve as witnesses: equality by hash, pieces of text by one automaton and those at an edge by a trie,
 * numbers and networks sorted. For a value it names every test that can hold, and few others.
 */
final class FieldIndex {

    private final @Nullable FoldedMap exact;
    private final @Nullable LiteralIndex literals;
    private final @Nullable NumberIndex numbers;
    private final @Nullable NetworkIndex networks;

    private FieldIndex(Builder builder) {
        exact = builder.exact.isEmpty() ? null : new FoldedMap(builder.exactAtoms());
        literals = builder.literals.isEmpty() ? null : new LiteralIndex(builder.literals, builder.literalAtoms);
        numbers = builder.numbers.isEmpty() ? null : new NumberIndex(builder.numbers, builder.numberAtoms);
        networks = builder.networks.isEmpty() ? null : new NetworkIndex(builder.networks, builder.networkAtoms);
    }

    /** Names the tests that can hold for one scalar value. */
    void probe(Object value, Hits hits) {
        if (exact != null || literals != null) {
            String text = Values.text(value);
            if (text != null) {
                probeText(text, hits);
            }
        }
        if (networks != null && value instanceof CharSequence text) {
            networks.find(text.toString(), hits);
        }
        if (numbers != null) {
            Number number = Values.number(value);
            if (number != null) {
                numbers.find(number.doubleValue() + 0.0, hits);
            }
        }
    }

    private void probeText(String text, Hits hits) {
        if (exact != null) {
            for (int atom : exact.get(text)) {
                hits.atom(atom, false);
            }
        }
        if (literals != null) {
            literals.find(text, hits);
        }
    }

    /** Whether tests of this kind can be witnesses. */
    static boolean canIndex(ValueTest test, RegexLiterals commonness) {
        if (test instanceof ValueTest.Numeric numeric) {
            return numeric.comparison() != Comparison.NEQ;
        }
        return test instanceof ValueTest.Flag
                || test instanceof ValueTest.InNetwork
                || isExact(test)
                || !Literal.of(test, commonness).isEmpty();
    }

    /** Whether one hash lookup in the field's value tells all tests of this kind. */
    static boolean isEquality(ValueTest test) {
        return isExact(test) || test instanceof ValueTest.Flag;
    }

    private static boolean isExact(ValueTest test) {
        return test instanceof ValueTest.Text text && text.pattern().shape() == TextPattern.Shape.EXACT;
    }

    /** Collects the witnesses of one field. */
    static final class Builder {

        private final RegexLiterals commonness;
        private final Map<String, List<Integer>> exact = new HashMap<>();
        private final List<Literal> literals = new ArrayList<>();
        private final List<Integer> literalAtoms = new ArrayList<>();
        private final List<ValueTest.Numeric> numbers = new ArrayList<>();
        private final List<Integer> numberAtoms = new ArrayList<>();
        private final List<Network> networks = new ArrayList<>();
        private final List<Integer> networkAtoms = new ArrayList<>();

        Builder(RegexLiterals commonness) {
            this.commonness = commonness;
        }

        void add(ValueTest test, int atom) {
            if (test instanceof ValueTest.Numeric numeric) {
                numbers.add(numeric);
                numberAtoms.add(atom);
            } else if (test instanceof ValueTest.InNetwork in) {
                networks.add(in.network());
                networkAtoms.add(atom);
            } else if (test instanceof ValueTest.Flag flag) {
                exact(Boolean.toString(flag.wanted()), atom);
            } else if (test instanceof ValueTest.Text text && isExact(test)) {
                exact(Folding.fold(text.pattern().text()), atom);
            } else {
                Literal.of(test, commonness).forEach(literal -> {
                    literals.add(literal);
                    literalAtoms.add(atom);
                });
            }
        }

        private void exact(String key, int atom) {
            exact.computeIfAbsent(key, k -> new ArrayList<>()).add(atom);
        }

        private Map<String, int[]> exactAtoms() {
            Map<String, int[]> atoms = new HashMap<>();
            exact.forEach((key, list) ->
                    atoms.put(key, list.stream().mapToInt(Integer::intValue).toArray()));
            return atoms;
        }

        FieldIndex build() {
            return new FieldIndex(this);
        }
    }
}
