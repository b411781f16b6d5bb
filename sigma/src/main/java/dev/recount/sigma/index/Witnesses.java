package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import dev.recount.sigma.match.TextPattern;
import dev.recount.sigma.match.ValueTest;
import java.util.ArrayList;
import java.util.List;
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

    private static final int LITERAL_CHARS_COUNTED = 16;
    private static final double PER_CHAR = 0.5;

    private final AtomTable table;

    Witnesses(AtomTable table) {
        this.table = table;
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
        if (test == null || !FieldIndex.canIndex(test)) {
            return null;
        }
        return new Choice(List.of(atom), cost(table.atom(atom), test) * table.uses(atom));
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

    private static double cost(Atom atom, ValueTest test) {
        double everywhere = atom instanceof Atom.OnAnyField ? 8 : 1;
        if (test instanceof ValueTest.Text text && text.pattern().shape() == TextPattern.Shape.EXACT) {
            return everywhere * 0.25 * perChar(text.pattern().text().length());
        }
        if (test instanceof ValueTest.Numeric numeric) {
            return numeric.comparison() == dev.recount.sigma.rule.Comparison.EQ ? 0.05 : 1;
        }
        if (test instanceof ValueTest.Flag) {
            return 0.5;
        }
        return everywhere
                * Literal.of(test)
                        .map(literal -> perChar(literal.key().length()))
                        .orElse(0.1);
    }

    private static double perChar(int chars) {
        return Math.pow(PER_CHAR, Math.min(chars, LITERAL_CHARS_COUNTED));
    }
}
