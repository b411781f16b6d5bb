package dev.recount.query.http;

import dev.recount.query.timeline.Subject;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one subject that a question names. */
final class Subjects {

    private static final String KINDS =
            Arrays.stream(Subject.Kind.values()).map(Subjects::parameter).collect(Collectors.joining(", "));

    private Subjects() {}

    /** @param what is of a subject, for a message */
    static Subject of(QueryValues values, String what) {
        List<Subject> named = Arrays.stream(Subject.Kind.values())
                .flatMap(kind -> values.text(parameter(kind)).stream().map(id -> new Subject(kind, id)))
                .toList();
        if (named.size() != 1) {
            throw Problem.BAD_REQUEST.because(
                    what + " is of one thing, and " + named.size() + " are named (expected: one of " + KINDS + ")");
        }
        return named.get(0);
    }

    private static String parameter(Subject.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
