package dev.recount.query.http;

import dev.recount.query.access.AccessRecords;
import dev.recount.runtime.access.Caller;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** A route that shows evidence. That it was shown, to whom and why ({@code X-Purpose}) goes on record. */
final class RecordedRead implements Handler {

    private final Handler handler;
    private final AccessRecords records;

    RecordedRead(Handler handler, AccessRecords records) {
        this.handler = handler;
        this.records = records;
    }

    @Override
    public void handle(Context ctx) throws Exception {
        handler.handle(ctx);
        // Further pages belong to the question that was recorded with the first.
        if (ctx.queryParam("cursor") == null) {
            Caller.of(ctx)
                    .ifPresent(caller -> records.read(
                            caller, ctx.endpoint().path, question(ctx), ctx.header("X-Purpose"), ctx.ip()));
        }
    }

    private static String question(Context ctx) {
        var query = ctx.queryString();
        return query == null ? ctx.path() : ctx.path() + "?" + query;
    }
}
