package dev.recount.runtime.health;

import dev.recount.runtime.access.OpenRoute;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** {@code /metrics}: what the process counts and measures, in OpenMetrics text; no label names a session or a person. */
public final class MetricsRoutes {

    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final QueryParams NO_PARAMS = QueryParams.accepting();

    private final Supplier<String> scrape;

    /** @param scrape everything, as OpenMetrics text */
    public MetricsRoutes(Supplier<String> scrape) {
        this.scrape = scrape;
    }

    /** Serves {@code /metrics}. */
    public void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::metrics, OpenRoute.ANYONE);
    }

    private void metrics(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        ctx.contentType(OPEN_METRICS).result(scrape.get());
    }
}
