package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Numbers the different atoms of a rule set, and knows which of them are costly to ask. */
final class AtomTable {

    private final Map<Atom, Integer> numbers = new HashMap<>();
    private final List<Atom> atoms = new ArrayList<>();
    private final Predicate<String> costly;

    AtomTable(Predicate<String> costly) {
        this.costly = costly;
    }

    int number(Atom atom) {
        Integer known = numbers.get(atom);
        if (known != null) {
            return known;
        }
        numbers.put(atom, atoms.size());
        atoms.add(atom);
        return atoms.size() - 1;
    }

    Atom atom(int number) {
        return atoms.get(number);
    }

    boolean isCostly(int number) {
        return atom(number).fields().stream().anyMatch(costly);
    }

    int size() {
        return atoms.size();
    }
}
