package dev.recount.runtime.problem;

import dev.recount.runtime.settings.NearestName;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters one route accepts. Anything else is refused, because a filter that is misspelt and ignored gives
 * an answer that looks right and is not.
 */
public final class QueryParams {

    private final Set<String> single;
    private final Set<String> repeatable;

    private QueryParams(Set<String> single, Set<String> repeatable) {
        this.single = single;
        this.repeatable = repeatable;
    }

    /** Parameters that may be given once each. */
    public static QueryParams accepting(String... names) {
        return new QueryParams(new LinkedHashSet<>(List.of(names)), Set.of());
    }

    /** These parameters and others that may be given more than once. */
    public QueryParams repeatable(String... names) {
        return new QueryParams(single, new LinkedHashSet<>(List.of(names)));
    }

    /** Every accepted name, so that a test can hold it against the OpenAPI document. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(single);
        names.addAll(repeatable);
        return names;
    }

    /**
     * The parameters of a request.
     *
     * @throws ProblemException {@link Problem#BAD_REQUEST} if one is unknown, empty, or given twice where once is meant
     */
    public QueryValues of(Context ctx) {
        Map<String, List<String>> given = ctx.queryParamMap();
        given.forEach((name, values) -> {
            if (!single.contains(name) && !repeatable.contains(name)) {
                throw Problem.BAD_REQUEST.because(
                        "unknown query parameter: " + printable(name) + NearestName.hint(names(), name) + expected());
            }
            if (values.stream().anyMatch(String::isEmpty)) {
                throw Problem.BAD_REQUEST.because(printable(name) + ": empty (expected: a value, or leave it out)");
            }
            if (values.size() > 1 && single.contains(name)) {
                throw Problem.BAD_REQUEST.because(name + ": given " + values.size() + " times (expected: once)");
            }
        });
        return new QueryValues(given);
    }

    private String expected() {
        return names().isEmpty() ? " (expected: none)" : " (expected: " + String.join(", ", names()) + ")";
    }

    static String printable(String text) {
        String start = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
