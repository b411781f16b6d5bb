package dev.recount.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.util.StringJoiner;

/** Where a list goes on, as {@code Link: rel="next"} (RFC 8288), for clients that follow links instead of cursors. */
public final class NextPage {

    /** All headers of an answer fit in 8 KiB. */
    private static final int LINK_CHARS_MAX = 4_000;

    private NextPage() {}

    /** Names the question of {@code ctx} again with {@code cursor}; what is too long for a header is left out. */
    public static void link(Context ctx, String cursor) {
        var query = new StringJoiner("&", "?", "");
        ctx.queryParamMap().forEach((name, values) -> values.stream()
                .filter(value -> !name.equals("cursor"))
                .forEach(value -> query.add(encoded(name) + "=" + encoded(value))));
        query.add("cursor=" + encoded(cursor));
        var link = "<" + ctx.path() + query + ">; rel=\"next\"";
        if (link.length() <= LINK_CHARS_MAX) {
            ctx.header("Link", link);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
