package dev.recount.runtime.problem;

import java.time.Duration;
import java.util.List;

/** Thrown by a handler to end a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private final Problem problem;
    private final transient List<FieldError> errors;
    private final Duration retryAfter;

    ProblemException(Problem problem, String detail, List<FieldError> errors, Duration retryAfter) {
        super(detail);
        this.problem = problem;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** When to try again; only sent if the problem is {@linkplain Problem#retryable() retryable}. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
