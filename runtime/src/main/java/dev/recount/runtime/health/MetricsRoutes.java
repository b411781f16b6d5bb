package dev.recount.runtime.health;

import dev.recount.runtime.access.OpenRoute;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.function.UnaryOperator;

/**
 * {@code /metrics}: what the process counts and measures, in OpenMetrics or in Prometheus' own text, whichever is asked for;
 * no label names a session or a person.
 */
public final class MetricsRoutes {

    private static final QueryParams NO_PARAMS = QueryParams.accepting();

    private final UnaryOperator<String> scrape;

    /** @param scrape everything, as text of a content type */
    public MetricsRoutes(UnaryOperator<String> scrape) {
        this.scrape = scrape;
    }

    /** Serves {@code /metrics}. */
    public void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::metrics, OpenRoute.ANYONE);
    }

    private void metrics(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        var contentType = Exposition.of(ctx.header(Header.ACCEPT)).contentType();
        ctx.header(Header.VARY, Header.ACCEPT).contentType(contentType).result(scrape.apply(contentType));
    }
}
