package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.ADMIN;

import dev.recount.evidence.log.LostLog;
import dev.recount.runtime.RouteGroup;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a log is begun in the place of one that is lost. */
public final class BeginRoutes implements RouteGroup {

    private final BeginHandlers handlers;

    /**
     * Wires the route.
     *
     * @param lost the log that this instance had before and has no more
     * @param begin lets a new one begin
     * @param vkey the key of the new one
     */
    public BeginRoutes(Supplier<Optional<LostLog>> lost, Runnable begin, String vkey, ReadRecord record, Clock clock) {
        handlers = new BeginHandlers(lost, begin, vkey, new Acts(record, clock));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/log/begin", handlers::begin, ADMIN);
    }
}
