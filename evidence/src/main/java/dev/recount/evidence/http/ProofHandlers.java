package dev.recount.evidence.http;

import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.TlogProof;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** Proofs that an event is in the log. */
final class ProofHandlers {

    static final QueryParams NONE = QueryParams.accepting();
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Supplier<SealedLog> log;
    private final EventPlaces places;

    ProofHandlers(Supplier<SealedLog> log, EventPlaces places) {
        this.log = log;
        this.places = places;
    }

    void inclusion(Context ctx) {
        NONE.of(ctx);
        var id = ctx.pathParam("id");
        var place = places.of(id).orElseThrow(() -> Problem.NOT_FOUND.because("there is no event with that id"));
        var sealed = log.get();
        long leaf = sealed.leafOf(place.partition(), place.offset())
                .orElseThrow(() -> Problem.UNAVAILABLE.because("the event is recorded and not sealed yet", SOON));
        byte[] entry = sealed.entry(leaf);
        var path = sealed.inclusion(leaf);
        var answer = CheckpointHandlers.shown(sealed);
        answer.remove("note");
        answer.put("event_id", id)
                .put("leaf_index", leaf)
                .put("entry", new String(entry, StandardCharsets.UTF_8))
                .put("leaf_hash", CheckpointHandlers.hex(MerkleHash.leaf(entry)));
        CheckpointHandlers.hexes(answer, "hashes", path);
        answer.put("checkpoint", sealed.note().toString())
                .put("tlog_proof", new TlogProof(leaf, path, sealed.note()).text());
        CheckpointHandlers.json(ctx, answer);
    }
}
