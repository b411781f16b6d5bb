package dev.recount.runtime;

import dev.recount.runtime.problem.ProblemAnswers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in every answer under which names its request can be found again: {@code X-Request-Id}, the caller's own where it
 * sent one that can be shown, and {@code traceparent} (W3C Trace Context §3.2), of the caller's trace where it named one.
 */
final class RequestTrace {

    private static final String ID = "X-Request-Id";
    private static final String PARENT = "traceparent";
    private static final Pattern SHOWABLE_ID = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");
    private static final Pattern TRACE_PARENT = Pattern.compile(
            "(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?");
    private static final String NOT_SAMPLED = "00";

    private RequestTrace() {}

    static void addTo(RoutesConfig routes) {
        routes.before(RequestTrace::answer);
    }

    private static void answer(Context ctx) {
        var id = ctx.header(ID);
        ctx.header(ID, id != null && SHOWABLE_ID.matcher(id).matches() ? id : random().toString());
        var parent = TRACE_PARENT.matcher(orEmpty(ctx.header(PARENT)));
        boolean isNamed = parent.matches();
        var trace = isNamed ? parent.group(1) : random().toString().replace("-", "");
        ctx.header(PARENT, "00-" + trace + "-" + span() + "-" + (isNamed ? parent.group(2) : NOT_SAMPLED));
        ProblemAnswers.trace(ctx, trace);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Names need not be secret, only rare. */
    private static UUID random() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String span() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
