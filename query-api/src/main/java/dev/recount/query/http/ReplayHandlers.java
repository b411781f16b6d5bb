package dev.recount.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.query.replay.ReplayDesk;
import dev.recount.query.replay.ReplayJobs;
import dev.recount.query.replay.ReplayRequest;
import dev.recount.query.replay.ReplayStart;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Replays: starting one, and seeing how far it is and what came of it. */
final class ReplayHandlers {

    static final QueryParams ONE = QueryParams.accepting();

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final ReplayDesk desk;
    private final ReplayJobs jobs;
    private final OnRecord record;
    private final Supplier<Instant> now;

    ReplayHandlers(ReplayDesk desk, ReplayJobs jobs, OnRecord record, Supplier<Instant> now) {
        this.desk = desk;
        this.jobs = jobs;
        this.record = record;
        this.now = now;
    }

    void start(Context ctx) throws JsonProcessingException {
        ONE.of(ctx);
        var request = ReplayBody.read(Json.body(ctx), now.get());
        checkRules(request);
        if (!jobs.hasRoom()) {
            throw tooMany();
        }
        var id = ReplayJobs.newId();
        var unused = record.put(ReplayStart.event(id, request, OnRecord.actor(ctx)));
        var job = jobs.start(id, request).orElseThrow(ReplayHandlers::tooMany);
        ctx.status(202).header(Header.LOCATION, "/v1/replays/" + id);
        Json.write(ctx, ReplayAnswer.of(job));
    }

    private void checkRules(ReplayRequest request) {
        var faults = desk.faults(request.rules());
        if (!faults.isEmpty()) {
            throw Problem.invalidBody(faults.stream()
                    .map(fault -> new FieldError("/rules/" + fault.file(), fault.detail()))
                    .toList());
        }
    }

    private static RuntimeException tooMany() {
        return Problem.TOO_MANY_REQUESTS.because("enough replays are waiting already", RETRY_AFTER);
    }

    void one(Context ctx) {
        ONE.of(ctx);
        var id = ctx.pathParam("id");
        Json.write(
                ctx,
                ReplayAnswer.of(jobs.find(id)
                        .orElseThrow(() -> Problem.NOT_FOUND.because(
                                "this instance knows no replay " + Shown.of(id) + "; it remembers the latest ones"))));
    }
}
