package dev.recount.delivery.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;
import static dev.recount.runtime.access.Role.ENGINEER;
import static dev.recount.runtime.access.Role.RESPONDER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.canary.CanaryResult;
import dev.recount.runtime.NextPage;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/canary}: whether detection answers, and when it did. A cursor is the moment behind which a page goes on. */
public final class CanaryRoutes implements RouteGroup {

    private static final QueryParams LIST = QueryParams.accepting("from", "to", "limit", "cursor");
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;

    private final CanaryReads history;
    private final Duration interval;
    private final Supplier<Check> check;
    private final Clock clock;

    /** @param interval from one canary to the next */
    public CanaryRoutes(CanaryReads history, Duration interval, Supplier<Check> check, Clock clock) {
        this.history = history;
        this.interval = interval;
        this.check = check;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/canary", this::list, RESPONDER, ENGINEER, COMPLIANCE);
    }

    private void list(Context ctx) {
        var values = LIST.of(ctx);
        int limit = values.integer("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        var to = values.text("cursor").map(CanaryRoutes::moment).or(() -> values.time("to"));
        var found = history.results(values.time("from"), to, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var answer = RecordJson.MAPPER.createObjectNode();
        var items = answer.putArray("items");
        shown.forEach(result -> items.add(item(result)));
        if (found.size() > limit) {
            NextPage.link(ctx, cursor(shown));
        }
        answer.put("next_cursor", found.size() > limit ? cursor(shown) : null)
                .put("as_of", Micros.text(clock.instant()))
                .put("interval_ms", interval.toMillis());
        var fault = check.get().fault();
        answer.put("state", fault.isPresent() ? "silent" : "answering");
        fault.ifPresent(reason -> answer.put("reason", reason));
        ctx.contentType("application/json").result(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String cursor(List<CanaryResult> shown) {
        return Long.toString(Micros.of(shown.get(shown.size() - 1).run().sentAt()));
    }

    private static Instant moment(String cursor) {
        try {
            return Micros.instant(Long.parseLong(cursor));
        } catch (NumberFormatException e) {
            throw Problem.BAD_REQUEST.because(
                    "cursor: not one that this list gave out (expected: the next_cursor of a page of the same query)");
        }
    }

    private static ObjectNode item(CanaryResult result) {
        var item = RecordJson.MAPPER
                .createObjectNode()
                .put("id", result.run().id())
                .put("sent_at", Micros.text(result.run().sentAt()))
                .put("outcome", result.outcome().wire())
                .put("at", Micros.text(result.at()));
        Optional.ofNullable(result.latency()).ifPresent(latency -> item.put("latency_ms", latency.toMillis()));
        Optional.ofNullable(result.alertId()).ifPresent(alert -> item.put("alert", alert));
        Optional.ofNullable(result.detail()).ifPresent(detail -> item.put("detail", detail));
        return item;
    }
}
