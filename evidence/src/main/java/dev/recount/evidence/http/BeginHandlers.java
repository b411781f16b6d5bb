package dev.recount.evidence.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Verb;
import dev.recount.evidence.log.LostLog;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The end of a log that is lost, and the beginning of another in its place, which nobody but a person decides. */
final class BeginHandlers {

    private final Supplier<Optional<LostLog>> lost;
    private final Runnable begin;
    private final String vkey;
    private final Acts acts;

    BeginHandlers(Supplier<Optional<LostLog>> lost, Runnable begin, String vkey, Acts acts) {
        this.lost = lost;
        this.begin = begin;
        this.vkey = vkey;
        this.acts = acts;
    }

    void begin(Context ctx) {
        PersonHandlers.NONE.of(ctx);
        var why = Body.of(ctx, Set.of("why")).get("why").asText();
        var ended = lost.get()
                .orElseThrow(() -> Problem.CONFLICT.because(
                        "no log of evidence is lost here, so none is begun (expected: /readyz says of evidence that its folder"
                                + " is empty)"));
        var said = said(ended);
        // On record before anything is signed, so that the new log begins with the reason why there is no older one.
        acts.put(
                ctx,
                new Acts.Act(
                        "recount.begin-log",
                        Verb.CREATE,
                        "began a new log of evidence in the place of "
                                + ended.key().name() + ", which is lost",
                        said.deepCopy().put("why", why),
                        "recount:evidence",
                        "log"));
        begin.run();
        CheckpointHandlers.json(ctx, said);
    }

    private ObjectNode said(LostLog ended) {
        Checkpoint last = ended.last();
        var said = RecordJson.MAPPER.createObjectNode().put("vkey", vkey);
        said.putObject("lost")
                .put("vkey", ended.key().toString())
                .put("size", last.size())
                .put("root", HexFormat.of().formatHex(last.root()));
        return said;
    }
}
