package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import dev.recount.sigma.match.ValueTest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many regular expressions of a rule set have each literal: one that all have tells them apart badly. */
final class RegexLiterals {

    private static final int CHARS_MIN = 4;

    private final Map<String, Integer> uses = new HashMap<>();

    RegexLiterals(AtomTable atoms) {
        for (int number = 0; number < atoms.size(); number++) {
            Atom atom = atoms.atom(number);
            if (Witnesses.test(atom) instanceof ValueTest.Regex regex) {
                RegexLiteral.all(regex.pattern().pattern()).forEach(literal -> uses.merge(literal, 1, Integer::sum));
            }
        }
    }

    /** Of the literals a match cannot do without, the one that fewest expressions have; longer ones before very short ones. */
    Optional<String> rarest(ValueTest.Regex regex) {
        return RegexLiteral.all(regex.pattern().pattern()).stream()
                .min(Comparator.<String>comparingInt(literal -> literal.length() < CHARS_MIN ? 1 : 0)
                        .thenComparingInt(literal -> uses.getOrDefault(literal, 0))
                        .thenComparingInt(literal -> -literal.length()));
    }
}
