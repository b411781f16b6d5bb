package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;

import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.export.Exports;
import dev.recount.runtime.RouteGroup;
import io.javalin.config.RoutesConfig;
import java.time.Clock;

/** Exports: asked for, looked after, fetched. */
public final class ExportRoutes implements RouteGroup {

    private final ExportHandlers exports;

    /**
     * Wires the routes.
     *
     * @param persons under whose pseudonyms a request is kept
     */
    public ExportRoutes(Exports exports, KeptPersons persons, ReadRecord record, Clock clock) {
        this.exports = new ExportHandlers(exports, persons, new Acts(record, clock));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/exports", exports::begin, COMPLIANCE);
        routes.get("/v1/exports/{id}", exports::one, COMPLIANCE);
        routes.get("/v1/exports/{id}/download", exports::download, COMPLIANCE);
    }
}
