package dev.recount.runtime.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every exception that leaves a handler to {@code application/problem+json}, without stack traces or payloads. */
public final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private static final String SHOWN = "recount.shown";
    private static final String TRACE = "recount.trace";

    private ProblemAnswers() {}

    /**
     * Installs the mapping on a server's routes.
     *
     * @param shown what of a text may be shown: details name what a caller sent, which may hold a secret
     */
    public static void addTo(RoutesConfig routes, UnaryOperator<String> shown) {
        routes.before(ctx -> ctx.attribute(SHOWN, shown));
        routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e));
        routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, e));
        routes.exception(JsonProcessingException.class, (e, ctx) -> answer(ctx, notJson(e)));
        routes.exception(Exception.class, (e, ctx) -> answerInternal(ctx, e));
        // An Error, such as a stack that overflowed, reaches no exception handler; Javalin logs it.
        routes.error(Problem.INTERNAL.status(), ctx -> {
            if (!ProblemDocument.MEDIA_TYPE.equals(ctx.res().getContentType())) {
                answer(ctx, Problem.INTERNAL.because("the server failed"));
            }
        });
    }

    /** Names the trace that a request belongs to, for what a problem says. */
    public static void trace(Context ctx, String traceId) {
        ctx.attribute(TRACE, traceId);
    }

    /** Writes a problem as the answer of a request; for handlers that finish one asynchronously. */
    public static void answer(Context ctx, ProblemException e) {
        if (e.problem().retryable()) {
            ctx.header(
                    Header.RETRY_AFTER, Long.toString(Math.max(1, e.retryAfter().toSeconds())));
        }
        write(ctx, ProblemDocument.of(e));
    }

    private static void answer(Context ctx, HttpResponseException e) {
        Problem problem = Problem.ofStatus(e.getStatus());
        Map<String, String> details = e.getDetails();
        if (problem == Problem.METHOD_NOT_ALLOWED && details.containsKey("availableMethods")) {
            ctx.header(Header.ALLOW, details.get("availableMethods"));
        }
        answer(ctx, problem.because(detail(problem, ctx)));
    }

    private static String detail(Problem problem, Context ctx) {
        return switch (problem) {
            case NOT_FOUND -> "there is nothing at " + ctx.path();
            case METHOD_NOT_ALLOWED -> ctx.method() + " is not served at " + ctx.path();
            case PAYLOAD_TOO_LARGE -> "the body is larger than this server takes in one request";
            default -> problem.title();
        };
    }

    private static ProblemException notJson(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        // The parser's own message quotes what it read.
        String where =
                location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
        return Problem.INVALID_BODY.because("the body is not the JSON that is expected here" + where);
    }

    private static void answerInternal(Context ctx, Exception e) {
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.error(
                "request failed: instance={} trace={} method={} route={}",
                instance,
                ctx.attribute(TRACE),
                ctx.method(),
                route(ctx),
                e);
        write(
                ctx,
                ProblemDocument.of(Problem.INTERNAL.because("the server failed; its log names this instance"))
                        .withInstance(instance));
    }

    private static String route(Context ctx) {
        var endpoint = ctx.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }

    private static void write(Context ctx, ProblemDocument document) {
        @Nullable UnaryOperator<String> shown = ctx.attribute(SHOWN);
        var safe = (shown == null ? document : document.shownAs(shown)).withTrace(ctx.attribute(TRACE));
        ctx.status(document.status()).contentType(ProblemDocument.MEDIA_TYPE).result(safe.toJson());
    }
}
