package dev.recount.runtime.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The body of a failed answer: RFC 9457 §3.1 with {@code errors} as an extension. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldError> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    static ProblemDocument of(ProblemException e) {
        Problem problem = e.problem();
        return new ProblemDocument(problem.type(), problem.title(), problem.status(), e.detail(), null, e.errors());
    }

    ProblemDocument withInstance(String uri) {
        return new ProblemDocument(type, title, status, detail, uri, errors);
    }

    /** This document with its details as {@code shown} has them. */
    ProblemDocument shownAs(UnaryOperator<String> shown) {
        var errorsShown = errors.stream()
                .map(error -> new FieldError(shown.apply(error.pointer()), shown.apply(error.detail())))
                .toList();
        return new ProblemDocument(type, title, status, shown.apply(detail), instance, errorsShown);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }
}
