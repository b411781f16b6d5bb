package dev.recount.sigma.correlate;

import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.rule.Condition;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way for a temporal condition to hold: some steps occur, in order if the type asks for it, and others do not. A boolean
 * condition is the disjunction of such alternatives.
 *
 * @param present indexes into the correlation's {@code rules}, ascending, never empty
 * @param absent indexes into the correlation's {@code rules}
 */
record Alternative(List<Integer> present, List<Integer> absent) {

    private static final int ALTERNATIVES_MAX = 256;

    /**
     * The alternatives of a boolean condition.
     *
     * @throws InvalidRulesException if there are too many, or one has no step that must occur
     */
    static List<Alternative> of(CorrelationRule rule, CorrelationCondition.Expression expression) {
        List<Alternative> alternatives = new ArrayList<>();
        for (Literals literals : new Expansion(rule).expand(expression.condition(), false)) {
            if (literals.present.stream().noneMatch(literals.absent::contains)) {
                if (literals.present.isEmpty()) {
                    throw Faults.inCondition(
                            rule, expression.text(), "at least one rule that must match in each alternative");
                }
                alternatives.add(new Alternative(List.copyOf(literals.present), List.copyOf(literals.absent)));
            }
        }
        return alternatives;
    }

    /** The alternatives of "at least {@code size} of the steps". */
    static List<Alternative> anyOf(CorrelationRule rule, int size) {
        List<Alternative> alternatives = new ArrayList<>();
        choose(rule, size, 0, new ArrayList<>(), alternatives);
        return alternatives;
    }

    private static void choose(
            CorrelationRule rule, int size, int from, List<Integer> chosen, List<Alternative> alternatives) {
        if (chosen.size() == size) {
            if (alternatives.size() == ALTERNATIVES_MAX) {
                throw Faults.inCondition(
                        rule, "a choice of " + size + " rules", "at most " + ALTERNATIVES_MAX + " combinations");
            }
            alternatives.add(new Alternative(List.copyOf(chosen), List.of()));
            return;
        }
        for (int step = from; step < rule.rules().size(); step++) {
            chosen.add(step);
            choose(rule, size, step + 1, chosen, alternatives);
            chosen.remove(chosen.size() - 1);
        }
    }

    private record Literals(Set<Integer> present, Set<Integer> absent) {

        Literals and(Literals other) {
            Set<Integer> bothPresent = new TreeSet<>(present);
            bothPresent.addAll(other.present);
            Set<Integer> bothAbsent = new TreeSet<>(absent);
            bothAbsent.addAll(other.absent);
            return new Literals(bothPresent, bothAbsent);
        }
    }

    /** Disjunctive normal form, negations pushed to the names. */
    private record Expansion(CorrelationRule rule) {

        List<Literals> expand(Condition condition, boolean negated) {
            if (condition instanceof Condition.Not not) {
                return expand(not.part(), !negated);
            }
            if (condition instanceof Condition.And and) {
                return negated ? union(and.parts(), true) : product(and.parts(), false);
            }
            if (condition instanceof Condition.Or or) {
                return negated ? product(or.parts(), true) : union(or.parts(), false);
            }
            if (condition instanceof Condition.Quantified quantified) {
                List<Condition> names = quantified.names().stream()
                        .map(name -> (Condition) new Condition.Named(name))
                        .toList();
                return expand(quantified.all() ? new Condition.And(names) : new Condition.Or(names), negated);
            }
            int step = rule.rules().indexOf(((Condition.Named) condition).name());
            return List.of(negated ? new Literals(Set.of(), Set.of(step)) : new Literals(Set.of(step), Set.of()));
        }

        private List<Literals> union(List<Condition> parts, boolean negated) {
            List<Literals> union = new ArrayList<>();
            parts.forEach(part -> union.addAll(expand(part, negated)));
            return bounded(union);
        }

        private List<Literals> product(List<Condition> parts, boolean negated) {
            List<Literals> product = List.of(new Literals(Set.of(), Set.of()));
            for (Condition part : parts) {
                List<Literals> next = new ArrayList<>();
                List<Literals> factors = expand(part, negated);
                for (Literals left : product) {
                    factors.forEach(right -> next.add(left.and(right)));
                }
                product = bounded(next);
            }
            return product;
        }

        private List<Literals> bounded(List<Literals> literals) {
            List<Literals> distinct = literals.stream().distinct().toList();
            if (distinct.size() > ALTERNATIVES_MAX) {
                throw Faults.inCondition(rule, "a condition", "at most " + ALTERNATIVES_MAX + " alternatives");
            }
            return distinct;
        }
    }
}
