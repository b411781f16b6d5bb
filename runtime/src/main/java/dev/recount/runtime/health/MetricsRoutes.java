package dev.recount.runtime.health;

import dev.recount.runtime.access.OpenRoute;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** {@code /metrics}: what the process counts and measures, in OpenMetrics text; no label names a session or a person. */
public final class MetricsRoutes {

    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final Supplier<String> scrape;

    /** @param scrape everything, as OpenMetrics text */
    public MetricsRoutes(Supplier<String> scrape) {
        this.scrape = scrape;
    }

    /** Serves {@code /metrics}. */
    public void addTo(RoutesConfig routes) {
        routes.get("/metrics", ctx -> ctx.contentType(OPEN_METRICS).result(scrape.get()), OpenRoute.ANYONE);
    }
}
