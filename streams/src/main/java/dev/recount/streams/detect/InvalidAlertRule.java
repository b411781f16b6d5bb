package dev.recount.streams.detect;

import dev.recount.sigma.parse.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule whose {@code recount:} section cannot be used; the message names file, line, value and what was expected. */
public final class InvalidAlertRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Problem problem;

    public InvalidAlertRule(String message) {
        super(message);
        this.problem = null;
    }

    InvalidAlertRule(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** What is wrong and where, if it is in a file. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
