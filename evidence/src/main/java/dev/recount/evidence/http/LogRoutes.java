package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;

import dev.recount.evidence.seal.SealedLog;
import dev.recount.runtime.RouteGroup;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** Checkpoints, proofs, and the log as {@code c2sp.org/tlog-tiles} serves it. */
public final class LogRoutes implements RouteGroup {

    private final CheckpointHandlers checkpoints;
    private final ProofHandlers proofs;
    private final TileHandlers tiles;

    /**
     * Wires the routes.
     *
     * @param shown the log as it was shown to witnesses last, with their cosignatures
     * @param vkey the key that verifies the checkpoints
     */
    public LogRoutes(Supplier<SealedLog> log, Supplier<SealedLog> shown, EventPlaces places, String vkey) {
        checkpoints = new CheckpointHandlers(log, shown, vkey);
        proofs = new ProofHandlers(log, places);
        tiles = new TileHandlers(log);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/checkpoints/latest", checkpoints::latest, COMPLIANCE);
        routes.get("/v1/checkpoints/consistency", checkpoints::consistency, COMPLIANCE);
        routes.get("/v1/events/{id}/proof", proofs::inclusion, COMPLIANCE);
        routes.get("/v1/log/checkpoint", checkpoints::note, COMPLIANCE);
        routes.get("/v1/log/tile/<path>", tiles::tile, COMPLIANCE);
    }
}
