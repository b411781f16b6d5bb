package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A second thing to have seen before a rule is evaluated: an equality without which it cannot hold, asked by so many rules that
 * looking it up once an event costs less than evaluating each of them. A witness is rare, a guard is common; together they leave
 * few candidates.
 */
final class Guards {

    /** No guard: the witness alone decides. */
    static final int NONE = -1;

    private static final int SHARED_MIN = 16;

    private final Witnesses witnesses;
    private final AtomTable table;
    private final int[] uses;

    private Guards(Witnesses witnesses, AtomTable table) {
        this.witnesses = witnesses;
        this.table = table;
        this.uses = new int[table.size()];
    }

    /**
     * The guard of each rule, {@link #NONE} for most.
     *
     * @param own the witnesses of each rule, null if it has none
     */
    static int[] choose(Node[] rules, List<@Nullable Set<Integer>> own, Witnesses witnesses, AtomTable table) {
        Guards guards = new Guards(witnesses, table);
        List<List<Integer>> needed = new ArrayList<>();
        for (Node rule : rules) {
            List<Integer> equalities = new ArrayList<>();
            guards.collect(rule, equalities);
            equalities.forEach(atom -> guards.uses[atom]++);
            needed.add(equalities);
        }
        int[] chosen = new int[rules.length];
        for (int rule = 0; rule < rules.length; rule++) {
            Set<Integer> witnessed = own.get(rule);
            chosen[rule] = witnessed == null ? NONE : guards.rarest(needed.get(rule), witnessed);
        }
        return chosen;
    }

    /** The equalities all of which must hold. */
    private void collect(Node node, List<Integer> equalities) {
        if (node instanceof Node.All all) {
            for (Node part : all.parts()) {
                collect(part, equalities);
            }
        } else if (node instanceof Node.Ask ask
                && table.atom(ask.atom()) instanceof Atom.OnField onField
                && FieldIndex.isEquality(onField.test())
                && !table.isCostly(ask.atom())) {
            equalities.add(ask.atom());
        }
    }

    private int rarest(List<Integer> equalities, Set<Integer> witnessed) {
        int rarest = NONE;
        double least = Double.MAX_VALUE;
        for (int atom : equalities) {
            double cost = witnesses.cost(atom);
            if (uses[atom] >= SHARED_MIN && cost < least && !witnessed.contains(atom)) {
                rarest = atom;
                least = cost;
            }
        }
        return rarest;
    }
}
