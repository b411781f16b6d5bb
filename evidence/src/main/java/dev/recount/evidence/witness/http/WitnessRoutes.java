package dev.recount.evidence.witness.http;

import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.witness.AddCheckpoint;
import dev.recount.evidence.witness.Witness;
import dev.recount.evidence.witness.WitnessAnswer;
import dev.recount.evidence.witness.WitnessAnswer.Cosigned;
import dev.recount.evidence.witness.WitnessAnswer.OtherSize;
import dev.recount.evidence.witness.WitnessAnswer.Reason;
import dev.recount.evidence.witness.WitnessAnswer.Refused;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.OpenRoute;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code POST /add-checkpoint}. Who may ask is decided by the signature under the checkpoint alone, as the specification says. */
public final class WitnessRoutes implements RouteGroup {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";

    private final Witness witness;

    public WitnessRoutes(Witness witness) {
        this.witness = witness;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/add-checkpoint", this::add, OpenRoute.ANYONE);
    }

    private void add(Context ctx) throws IOException {
        WitnessAnswer answer;
        try {
            answer = witness.add(AddCheckpoint.parse(new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8)));
        } catch (MalformedNote e) {
            answer = new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (answer instanceof Cosigned cosigned) {
            answer(ctx, 200, TEXT, SignedNote.lines(cosigned.signatures()));
        } else if (answer instanceof OtherSize other) {
            answer(ctx, 409, SIZE, other.size() + "\n");
        } else if (answer instanceof Refused refused) {
            answer(ctx, status(refused.reason()), TEXT, refused.detail() + "\n");
        }
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case MALFORMED -> 400;
            case NOT_SIGNED -> 403;
            case UNKNOWN_LOG -> 404;
            case NOT_CONSISTENT -> 422;
        };
    }

    private static void answer(Context ctx, int status, String type, String body) {
        ctx.status(status).contentType(type).result(body.getBytes(StandardCharsets.UTF_8));
    }
}
