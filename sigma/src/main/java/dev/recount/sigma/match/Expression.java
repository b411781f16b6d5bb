package dev.recount.sigma.match;

import java.util.List;
import java.util.stream.Stream;

/** What a detection asks of an event: a boolean expression over atoms. */
public sealed interface Expression {

    boolean holds(EventFields event);

    /** Every atom in it, as often as it stands there. */
    Stream<Atom> atoms();

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

        @Override
        public Stream<Atom> atoms() {
            return parts.stream().flatMap(Expression::atoms);
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

        @Override
        public Stream<Atom> atoms() {
            return parts.stream().flatMap(Expression::atoms);
        }
    }

    record Not(Expression part) implements Expression {

        @Override
        public boolean holds(EventFields event) {
            return !part.holds(event);
        }

        @Override
        public Stream<Atom> atoms() {
            return part.atoms();
        }
    }

    record Leaf(Atom atom) implements Expression {

        @Override
        public boolean holds(EventFields event) {
            return atom.holds(event);
        }

        @Override
        public Stream<Atom> atoms() {
            return Stream.of(atom);
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
