package dev.recount.sigma.match;

import java.util.List;

/** What a detection asks of an event: a boolean expression over atoms. */
public sealed interface Expression {

    boolean holds(EventFields event);

    record And(List<Expression> parts) implements Expression {

        @Override
        public boolean holds(EventFields event) {
            for (Expression part : parts) {
                if (!part.holds(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Or(List<Expression> parts) implements Expression {

        @Override
        public boolean holds(EventFields event) {
            for (Expression part : parts) {
                if (part.holds(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(Expression part) implements Expression {

        @Override
        public boolean holds(EventFields event) {
            return !part.holds(event);
        }
    }

    record Leaf(Atom atom) implements Expression {

        @Override
        public boolean holds(EventFields event) {
            return atom.holds(event);
        }
    }

    /** All of the parts; one part stands for itself. */
    static Expression and(List<Expression> parts) {
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    /** One of the parts; one part stands for itself. */
    static Expression or(List<Expression> parts) {
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }
}
