package dev.recount.query.http;

import dev.recount.query.access.AccessRecords;
import dev.recount.query.event.AccessEvents.Question;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A route that shows evidence. That it was shown or was not there, to whom and why ({@code X-Purpose}) goes on record. */
final class RecordedRead implements Handler {

    private final Handler handler;
    private final AccessRecords records;

    RecordedRead(Handler handler, AccessRecords records) {
        this.handler = handler;
        this.records = records;
    }

    @Override
    public void handle(Context ctx) throws Exception {
        try {
            handler.handle(ctx);
        } catch (ProblemException e) {
            if (e.problem() == Problem.NOT_FOUND) {
                record(ctx, false);
            }
            throw e;
        }
        record(ctx, true);
    }

    private void record(Context ctx, boolean found) {
        var asked = new Question(ctx.endpoint().path, question(ctx), Purpose.of(ctx), ctx.ip());
        var read = new AccessRecords.Read(asked, ctx.queryParam("cursor") != null, found);
        Caller.of(ctx).ifPresent(caller -> records.read(caller, read));
    }

    /** As it was asked, but for the cursor: further pages belong to the question of the first. */
    private static String question(Context ctx) {
        var query = ctx.queryString() == null ? "" : ctx.queryString();
        var asked = Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith("cursor="))
                .collect(Collectors.joining("&"));
        return asked.isEmpty() ? ctx.path() : ctx.path() + "?" + asked;
    }
}
