package dev.recount.sigma.index;

import dev.recount.sigma.match.Expression;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** An expression over numbered atoms, whose answers are looked up for one event at a time. */
sealed interface Node {

    boolean holds(Answers answers);

    /** The answers of one event, each found out at most once. */
    interface Answers {

        boolean of(int atom);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record All(Node[] parts) implements Node {

        @Override
        public boolean holds(Answers answers) {
            for (Node part : parts) {
                if (!part.holds(answers)) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Any(Node[] parts) implements Node {

        @Override
        public boolean holds(Answers answers) {
            for (Node part : parts) {
                if (part.holds(answers)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Negation(Node part) implements Node {

        @Override
        public boolean holds(Answers answers) {
            return !part.holds(answers);
        }
    }

    record Ask(int atom) implements Node {

        @Override
        public boolean holds(Answers answers) {
            return answers.of(atom);
        }
    }

    /** The expression with each atom replaced by its number, what is costly to ask last. */
    static Node of(Expression expression, AtomTable atoms) {
        if (expression instanceof Expression.And and) {
            return new All(parts(and.parts(), atoms));
        }
        if (expression instanceof Expression.Or or) {
            return new Any(parts(or.parts(), atoms));
        }
        if (expression instanceof Expression.Not not) {
            return new Negation(of(not.part(), atoms));
        }
        return new Ask(atoms.number(((Expression.Leaf) expression).atom()));
    }

    private static Node[] parts(List<Expression> parts, AtomTable atoms) {
        return parts.stream()
                .map(part -> of(part, atoms))
                .sorted(Comparator.comparing(part -> part.isCostly(atoms)))
                .toArray(Node[]::new);
    }

    /** Whether answering may take something costly. */
    default boolean isCostly(AtomTable atoms) {
        if (this instanceof All all) {
            return Arrays.stream(all.parts()).anyMatch(part -> part.isCostly(atoms));
        }
        if (this instanceof Any any) {
            return Arrays.stream(any.parts()).anyMatch(part -> part.isCostly(atoms));
        }
        return this instanceof Negation negation
                ? negation.part().isCostly(atoms)
                : atoms.isCostly(((Ask) this).atom());
    }
}
