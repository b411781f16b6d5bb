package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import dev.recount.sigma.match.Expression;
import dev.recount.sigma.match.ValueTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Expressions compiled together: their shared atoms, the witnesses of each, and an index from values to witnesses. */
final class RuleIndex {

    final Node[] rules;
    final Atom[] atoms;

    /** For each atom, the slot of its field; -1 if it is not about the value of one field. */
    final int[] slotOf;

    final String[] fields;
    final @Nullable FieldIndex[] fieldIndexes;
    final @Nullable FieldIndex keywordIndex;

    /** For each atom, the rules it is a witness of. */
    final int[][] witnessed;

    /** For each atom, whether it is in the index, so that it does not hold for an event in which it has not been seen. */
    final boolean[] indexed;

    /** The rules without witnesses. */
    final int[] always;

    /** For each rule, an atom that must have been seen too, or {@link Guards#NONE}. */
    final int[] guards;

    RuleIndex(List<Expression> expressions, Predicate<String> costly) {
        AtomTable table = new AtomTable(costly);
        rules = expressions.stream()
                .map(expression -> Node.of(expression, table))
                .toArray(Node[]::new);
        atoms = IntStream.range(0, table.size()).mapToObj(table::atom).toArray(Atom[]::new);
        Map<String, Integer> slots = new LinkedHashMap<>();
        slotOf = new int[atoms.length];
        for (int atom = 0; atom < atoms.length; atom++) {
            slotOf[atom] = atoms[atom] instanceof Atom.OnField onField
                    ? slots.computeIfAbsent(onField.field(), field -> slots.size())
                    : -1;
        }
        fields = slots.keySet().toArray(String[]::new);
        List<List<Integer>> byAtom = new ArrayList<>();
        IntStream.range(0, atoms.length).forEach(atom -> byAtom.add(new ArrayList<>()));
        RegexLiterals literals = new RegexLiterals(table);
        Witnesses witnesses = new Witnesses(table, literals);
        List<@Nullable Set<Integer>> chosen = new ArrayList<>();
        always = file(witnesses, byAtom, chosen);
        guards = Guards.choose(rules, chosen, witnesses, table);
        Set<Integer> guarding = Arrays.stream(guards).boxed().collect(Collectors.toSet());
        witnessed = byAtom.stream()
                .map(list ->
                        list.stream().mapToInt(Integer::intValue).distinct().toArray())
                .toArray(int[][]::new);
        indexed = new boolean[atoms.length];
        FieldIndex.Builder[] builders = new FieldIndex.Builder[fields.length + 1];
        for (int atom = 0; atom < atoms.length; atom++) {
            ValueTest test = Witnesses.test(atoms[atom]);
            if (test != null && (witnessed[atom].length > 0 || guarding.contains(atom))) {
                int slot = slotOf[atom] < 0 ? fields.length : slotOf[atom];
                builders[slot] = builders[slot] == null ? new FieldIndex.Builder(literals) : builders[slot];
                builders[slot].add(test, atom);
                indexed[atom] = true;
            }
        }
        fieldIndexes = new FieldIndex[fields.length];
        for (int slot = 0; slot < fields.length; slot++) {
            fieldIndexes[slot] = builders[slot] == null ? null : builders[slot].build();
        }
        keywordIndex = builders[fields.length] == null ? null : builders[fields.length].build();
    }

    /** Files each rule under its witnesses, notes them, and returns the rules without. */
    private int[] file(Witnesses witnesses, List<List<Integer>> byAtom, List<@Nullable Set<Integer>> chosen) {
        List<Integer> unwitnessed = new ArrayList<>();
        for (int rule = 0; rule < rules.length; rule++) {
            Witnesses.Choice choice = witnesses.choose(rules[rule]);
            chosen.add(choice == null ? null : Set.copyOf(choice.atoms()));
            if (choice == null) {
                unwitnessed.add(rule);
            } else {
                for (int atom : choice.atoms()) {
                    byAtom.get(atom).add(rule);
                }
            }
        }
        return unwitnessed.stream().mapToInt(Integer::intValue).toArray();
    }
}
