package dev.recount.evidence.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** The signed checkpoint, and proofs that one continues another. */
final class CheckpointHandlers {

    static final QueryParams NONE = QueryParams.accepting();
    static final QueryParams CONSISTENCY = QueryParams.accepting("from", "to");

    private final Supplier<SealedLog> log;
    private final Supplier<SealedLog> shown;
    private final String vkey;

    CheckpointHandlers(Supplier<SealedLog> log, Supplier<SealedLog> shown, String vkey) {
        this.log = log;
        this.shown = shown;
        this.vkey = vkey;
    }

    void latest(Context ctx) {
        NONE.of(ctx);
        var answer = shown(log.get()).put("vkey", vkey);
        var note = shown.get().note();
        if (note.signatures().size() > 1) {
            answer.put("cosigned", note.toString());
        }
        json(ctx, answer);
    }

    static ObjectNode shown(SealedLog sealed) {
        return RecordJson.MAPPER
                .createObjectNode()
                .put("origin", sealed.checkpoint().origin())
                .put("size", sealed.size())
                .put("root", hex(sealed.checkpoint().root()))
                .put("note", sealed.note().toString());
    }

    /** The note alone, as tlog-tiles has it: the one that witnesses saw, where there are any. */
    void note(Context ctx) {
        NONE.of(ctx);
        ctx.header(Header.CACHE_CONTROL, "no-cache")
                .contentType("text/plain; charset=utf-8")
                .result(shown.get().note().toString().getBytes(StandardCharsets.UTF_8));
    }

    void consistency(Context ctx) {
        var values = CONSISTENCY.of(ctx);
        var sealed = log.get();
        long to = values.text("to").map(text -> size("to", text, sealed)).orElse(sealed.size());
        long from = values.text("from")
                .map(text -> size("from", text, sealed))
                .orElseThrow(() -> Problem.BAD_REQUEST.because("from: missing (expected: the earlier size)"));
        if (from > to) {
            throw Problem.BAD_REQUEST.because("from: " + from + " (expected: at most to, which is " + to + ")");
        }
        var answer = RecordJson.MAPPER.createObjectNode().put("from", from).put("to", to);
        hexes(answer, "hashes", sealed.consistency(from, to));
        json(ctx, answer.put("checkpoint", sealed.note().toString()));
    }

    private static long size(String name, String text, SealedLog sealed) {
        long most = sealed.size();
        long size = text.matches("[1-9]\\d{0,17}") ? Long.parseLong(text) : 0;
        if (size < 1 || size > most) {
            throw Problem.BAD_REQUEST.because(name + ": not a size of this log (expected: 1.." + most + ")");
        }
        return size;
    }

    static void hexes(ObjectNode answer, String name, List<byte[]> hashes) {
        var list = answer.putArray(name);
        hashes.forEach(hash -> list.add(hex(hash)));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static void json(Context ctx, ObjectNode answer) {
        ctx.contentType("application/json").result(answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
