package dev.recount.sigma.index;

import dev.recount.sigma.match.Expression;

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

    /** The expression with each atom replaced by its number. */
    static Node of(Expression expression, AtomTable atoms) {
        if (expression instanceof Expression.And and) {
            return new All(and.parts().stream().map(part -> of(part, atoms)).toArray(Node[]::new));
        }
        if (expression instanceof Expression.Or or) {
            return new Any(or.parts().stream().map(part -> of(part, atoms)).toArray(Node[]::new));
        }
        if (expression instanceof Expression.Not not) {
            return new Negation(of(not.part(), atoms));
        }
        return new Ask(atoms.number(((Expression.Leaf) expression).atom()));
    }
}
