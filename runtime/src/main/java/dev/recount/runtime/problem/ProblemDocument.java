package dev.recount.runtime.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The body of a failed answer: RFC 9457 §3.1 with {@code errors} and {@code trace_id} as extensions. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldError> errors,
        @JsonProperty("trace_id") @Nullable String traceId) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    static ProblemDocument of(ProblemException e) {
        Problem problem = e.problem();
        return new ProblemDocument(
                problem.type(), problem.title(), problem.status(), e.detail(), null, e.errors(), null);
    }

    ProblemDocument withInstance(String uri) {
        return new ProblemDocument(type, title, status, detail, uri, errors, traceId);
    }

    ProblemDocument withTrace(@Nullable String id) {
        return new ProblemDocument(type, title, status, detail, instance, errors, id);
    }

    /** This document with its details as {@code shown} has them. */
    ProblemDocument shownAs(UnaryOperator<String> shown) {
        var errorsShown = errors.stream()
                .map(error -> new FieldError(shown.apply(error.pointer()), shown.apply(error.detail())))
                .toList();
        return new ProblemDocument(type, title, status, shown.apply(detail), instance, errorsShown, traceId);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }
}
