package dev.recount.query.http;

import dev.recount.event.Word;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryValues;
import dev.recount.runtime.settings.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words of closed lists in query parameters. */
final class Words {

    private Words() {}

    /** Every value of a repeatable parameter, each one of {@code known}. */
    static <W extends Word> Set<W> of(QueryValues values, String name, List<W> known) {
        return values.all(name).stream().map(value -> one(name, value, known)).collect(Collectors.toSet());
    }

    static <W extends Enum<W> & Word> Set<W> of(QueryValues values, String name, Class<W> known) {
        return of(values, name, Arrays.asList(known.getEnumConstants()));
    }

    private static <W extends Word> W one(String name, String value, List<W> known) {
        return known.stream()
                .filter(word -> word.wire().equals(value))
                .findFirst()
                .orElseThrow(() -> Problem.BAD_REQUEST.because(name + ": " + Shown.of(value)
                        + NearestName.hint(names(known), value) + " (expected: " + String.join(", ", names(known))
                        + ")"));
    }

    private static List<String> names(List<? extends Word> known) {
        return known.stream().map(Word::wire).toList();
    }
}
