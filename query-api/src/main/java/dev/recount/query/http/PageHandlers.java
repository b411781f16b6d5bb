package dev.recount.query.http;

import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The page and its two files, which ask for everything else with the reader's own token. */
final class PageHandlers {

    static final QueryParams NONE = QueryParams.accepting();

    private final byte[] page = resource("index.html");
    private final byte[] script = resource("recount.js");
    private final byte[] style = resource("recount.css");

    void page(Context ctx) {
        write(ctx, page, "text/html; charset=utf-8");
    }

    void script(Context ctx) {
        write(ctx, script, "text/javascript; charset=utf-8");
    }

    void style(Context ctx) {
        write(ctx, style, "text/css; charset=utf-8");
    }

    private static void write(Context ctx, byte[] file, String type) {
        NONE.of(ctx);
        ctx.header(Header.CACHE_CONTROL, "no-cache").contentType(type).result(file);
    }

    private static byte[] resource(String name) {
        try (var in = Objects.requireNonNull(PageHandlers.class.getResourceAsStream("/dev/recount/query/ui/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
