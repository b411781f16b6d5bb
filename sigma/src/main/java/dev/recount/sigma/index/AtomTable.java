package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the different atoms of a rule set. */
final class AtomTable {

    private final Map<Atom, Integer> numbers = new HashMap<>();
    private final List<Atom> atoms = new ArrayList<>();

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

    int size() {
        return atoms.size();
    }
}
