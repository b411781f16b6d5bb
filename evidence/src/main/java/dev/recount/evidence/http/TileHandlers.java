package dev.recount.evidence.http;

import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.TilePath;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.function.Supplier;

/** Tiles of hashes and bundles of entries; what is served once never changes. */
final class TileHandlers {

    static final QueryParams NONE = QueryParams.accepting();

    private final Supplier<SealedLog> log;

    TileHandlers(Supplier<SealedLog> log) {
        this.log = log;
    }

    void tile(Context ctx) {
        NONE.of(ctx);
        byte[] tile = TilePath.parse(ctx.pathParam("path"))
                .flatMap(log.get()::tile)
                .orElseThrow(() -> Problem.NOT_FOUND.because("the log has no such tile"));
        ctx.header(Header.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .contentType("application/octet-stream")
                .result(tile);
    }
}
