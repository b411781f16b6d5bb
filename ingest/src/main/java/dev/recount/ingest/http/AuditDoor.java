package dev.recount.ingest.http;

import dev.recount.ingest.source.AuditSources;
import dev.recount.ingest.source.RawItems;
import dev.recount.ingest.source.SessionContext;
import dev.recount.ingest.source.WrappedRecords;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.time.Clock;

/** {@code POST /v1/ingest/audit/{source}}: a source's raw records in its own delivery shape, answered item by item. */
final class AuditDoor {

    private static final QueryParams NO_PARAMS = QueryParams.accepting();

    private final BodyReader bodies;
    private final Intake intake;
    private final RawItems items;
    private final AuditSources sources;
    private final IngestMeters meters;
    private final Clock clock;

    AuditDoor(
            BodyReader bodies, Intake intake, RawItems items, AuditSources sources, IngestMeters meters, Clock clock) {
        this.bodies = bodies;
        this.intake = intake;
        this.items = items;
        this.sources = sources;
        this.meters = meters;
        this.clock = clock;
    }

    void post(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        var source = sources.named(ctx.pathParam("source"))
                .orElseThrow(() -> Problem.NOT_FOUND.because(
                        "no such source (expected: " + String.join(", ", sources.names()) + ")"));
        var started = clock.instant();
        try (var body = bodies.read(ctx)) {
            var slices = WrappedRecords.slices(body.bytes(), source.wrappers());
            if (slices.isEmpty() && body.bytes().length == 0) {
                throw Problem.INVALID_BODY.because(
                        "the body is empty (expected: records of " + ctx.pathParam("source") + ")");
            }
            var result = intake.take(body.bytes(), slices, items.of(source, SessionContext.NONE));
            meters.counted(source.name(), body.bytes().length, result, started, clock.instant());
            Answers.write(ctx, result);
        }
    }
}
