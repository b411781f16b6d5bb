package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import dev.recount.sigma.match.TextPattern;
import dev.recount.sigma.match.ValueTest;
import dev.recount.sigma.rule.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses for an expression a set of atoms of which at least one holds whenever the expression does, so that nothing needs to
 * be evaluated while none of them has been seen. Of several such sets it takes the one least likely to be seen.
 */
final class Witnesses {

    /**
     * A set of atoms.
     *
     * @param cost an estimate of how often one of them holds, in no particular unit
     */
    record Choice(List<Integer> atoms, double cost) {}

    private static final double PER_CHAR = 0.6;
    private static final double PER_CHAR_IN_PLACE = 0.3;
    private static final double ANY_FIELD = 8;
    /** More than every atom of a rule together that is not costly. */
    private static final double COSTLY = 1e6;

    private final AtomTable table;
    private final RegexLiterals literals;
    private final Map<Kind, Integer> varieties = new HashMap<>();

    /** Tests that are alike but for their values. */
    private record Kind(@Nullable String field, String form) {}

    Witnesses(AtomTable table, RegexLiterals literals) {
        this.table = table;
        this.literals = literals;
        for (int atom = 0; atom < table.size(); atom++) {
            ValueTest test = test(table.atom(atom));
            if (test != null) {
                varieties.merge(kind(table.atom(atom), test), 1, Integer::sum);
            }
        }
    }

    /** The cheapest choice; null if the expression can hold with none of its atoms seen. */
    @Nullable
    Choice choose(Node node) {
        if (node instanceof Node.All all) {
            return cheapest(all.parts());
        }
        if (node instanceof Node.Any any) {
            return union(any.parts());
        }
        if (node instanceof Node.Negation negation) {
            return negated(negation.part());
        }
        int atom = ((Node.Ask) node).atom();
        ValueTest test = test(table.atom(atom));
        if (test == null || !FieldIndex.canIndex(test, literals)) {
            return null;
        }
        return new Choice(List.of(atom), cost(atom));
    }

    /** By De Morgan: only a negation within the negation can have witnesses. */
    private @Nullable Choice negated(Node node) {
        if (node instanceof Node.Negation inner) {
            return choose(inner.part());
        }
        if (node instanceof Node.Any any) {
            return cheapest(negations(any.parts()));
        }
        return node instanceof Node.All all ? union(negations(all.parts())) : null;
    }

    private static Node[] negations(Node[] parts) {
        Node[] negations = new Node[parts.length];
        for (int i = 0; i < parts.length; i++) {
            negations[i] = new Node.Negation(parts[i]);
        }
        return negations;
    }

    private @Nullable Choice cheapest(Node[] parts) {
        Choice best = null;
        for (Node part : parts) {
            Choice choice = choose(part);
            if (choice != null && (best == null || choice.cost() < best.cost())) {
                best = choice;
            }
        }
        return best;
    }

    private @Nullable Choice union(Node[] parts) {
        List<Integer> atoms = new ArrayList<>();
        double cost = 0;
        for (Node part : parts) {
            Choice choice = choose(part);
            if (choice == null) {
                return null;
            }
            atoms.addAll(choice.atoms());
            cost += choice.cost();
        }
        return new Choice(atoms, cost);
    }

    static @Nullable ValueTest test(Atom atom) {
        if (atom instanceof Atom.OnField onField) {
            return onField.test();
        }
        return atom instanceof Atom.OnAnyField onAny ? onAny.test() : null;
    }

    double cost(int atom) {
        ValueTest test = test(table.atom(atom));
        if (test == null) {
            return Double.MAX_VALUE;
        }
        return cost(table.atom(atom), test) + (table.isCostly(atom) ? COSTLY : 0);
    }

    /**
     * The share of events on which the test is expected to hold. Rules that ask a field for many different values tell that it
     * has many; a short text is likely to occur by chance.
     */
    private double cost(Atom atom, ValueTest test) {
        double everywhere = atom instanceof Atom.OnAnyField ? ANY_FIELD : 1;
        if (test instanceof ValueTest.Numeric numeric && numeric.comparison() != Comparison.EQ) {
            return 1;
        }
        double oneOfMany = 1.0 / (2 + varieties.getOrDefault(kind(atom, test), 0));
        double byChance = isExact(test)
                ? 0
                : Literal.of(test, literals).stream()
                        .mapToDouble(Witnesses::chance)
                        .sum();
        return everywhere * Math.max(oneOfMany, byChance);
    }

    /** That the literal is in a text for no reason: less for one that must begin or end it. */
    private static double chance(Literal literal) {
        boolean inPlace = literal.place() != Literal.Place.ANYWHERE;
        return Math.pow(inPlace ? PER_CHAR_IN_PLACE : PER_CHAR, literal.key().length());
    }

    private static Kind kind(Atom atom, ValueTest test) {
        String field = atom instanceof Atom.OnField onField ? onField.field() : null;
        if (test instanceof ValueTest.Text text && text.pattern().shape() != TextPattern.Shape.GLOB) {
            return new Kind(field, text.pattern().shape().name());
        }
        boolean text = test instanceof ValueTest.Text || test instanceof ValueTest.Regex;
        return new Kind(
                field,
                text ? TextPattern.Shape.CONTAINS.name() : test.getClass().getSimpleName());
    }

    private static boolean isExact(ValueTest test) {
        return test instanceof ValueTest.Text text && text.pattern().shape() == TextPattern.Shape.EXACT;
    }
}
