package dev.recount.runtime.problem;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Every kind of failure an HTTP caller can meet; name, type and status are stable. */
public enum Problem {
    BAD_REQUEST(400, "Bad request"),
    INVALID_BODY(400, "Invalid body"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    CONFLICT(409, "Conflict"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    PAYLOAD_TOO_LARGE(413, "Payload too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Unavailable");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** A URN that identifies the kind for programs, e.g. {@code urn:recount:problem:not-found}. */
    public String type() {
        return "urn:recount:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the same request may succeed later; the answer then says when to try again. */
    public boolean retryable() {
        return this == UNAVAILABLE || this == TOO_MANY_REQUESTS;
    }

    /** The kind that stands for an HTTP status that some other layer decided. */
    static Problem ofStatus(int status) {
        for (Problem problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status < 500 ? BAD_REQUEST : INTERNAL;
    }

    /** An exception of this kind; {@code detail} is shown to the caller and holds no secret. */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail, List.of(), RETRY_AFTER);
    }

    /** An exception of this kind that asks the caller to come back after a while. */
    public ProblemException because(String detail, Duration retryAfter) {
        return new ProblemException(this, detail, List.of(), retryAfter);
    }

    /** A body that could be read but is wrong in these places. */
    public static ProblemException invalidBody(List<FieldError> errors) {
        String detail = errors.size() == 1 ? "one field is wrong" : errors.size() + " fields are wrong";
        return new ProblemException(INVALID_BODY, detail, errors, RETRY_AFTER);
    }
}
