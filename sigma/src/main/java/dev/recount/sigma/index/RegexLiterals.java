package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import dev.recount.sigma.match.ValueTest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many regular expressions of a rule set have each literal: one that all have tells them apart badly. */
final class RegexLiterals {

    private static final int CHARS_MIN = 4;

    private final Map<String, Integer> uses = new HashMap<>();

    RegexLiterals(AtomTable atoms) {
        for (int number = 0; number < atoms.size(); number++) {
            Atom atom = atoms.atom(number);
            if (Witnesses.test(atom) instanceof ValueTest.Regex regex) {
                RegexLiteral.all(regex.pattern().pattern()).stream()
                        .flatMap(List::stream)
                        .forEach(literal -> uses.merge(literal, 1, Integer::sum));
            }
        }
    }

    /**
     * Of the sets of literals of which a match has one, the set that fewest expressions have; longer ones before very short
     * ones. Empty if there is none.
     */
    List<String> rarest(ValueTest.Regex regex) {
        return RegexLiteral.all(regex.pattern().pattern()).stream()
                .min(Comparator.<List<String>>comparingInt(set -> shortest(set) < CHARS_MIN ? 1 : 0)
                        .thenComparingInt(this::uses)
                        .thenComparingInt(set -> -shortest(set)))
                .orElse(List.of());
    }

    private int uses(List<String> set) {
        return set.stream()
                .mapToInt(literal -> uses.getOrDefault(literal, 0))
                .max()
                .orElse(0);
    }

    private static int shortest(List<String> set) {
        return set.stream().mapToInt(String::length).min().orElse(0);
    }
}
