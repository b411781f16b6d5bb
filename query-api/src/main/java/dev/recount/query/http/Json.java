package dev.recount.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.InertJson;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.Sha256;
import dev.recount.runtime.NextPage;
import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JSON bodies, and the entity tags of those that can change under a reader. */
final class Json {

    private static final int ETAG_BYTES = 16;
    private static final int END_BYTES = 160;

    private Json() {}

    static void write(Context ctx, JsonNode answer) {
        ctx.contentType("application/json").result(bytes(answer));
    }

    /** Writes an answer with its tag, or 304 where the caller has it already. */
    static void writeTagged(Context ctx, JsonNode answer) {
        var tag = etag(answer);
        ctx.header(Header.ETAG, tag);
        if (names(ctx.header(Header.IF_NONE_MATCH), tag)) {
            ctx.status(304);
        } else {
            write(ctx, answer);
        }
    }

    /**
     * Writes an answer that says as of when it is. Its tag is a weak one of everything else, so that who asks again for what
     * stands now is told 304 as long as nothing has changed.
     */
    static void writeAsOf(Context ctx, ObjectNode answer) {
        var next = answer.remove("next_cursor");
        var asOf = answer.remove("as_of");
        byte[] rest = answer.toString().getBytes(StandardCharsets.UTF_8);
        var open = new JsonBytes(rest.length + END_BYTES).raw(rest, 0, rest.length - 1);
        link(ctx, next == null ? null : next.textValue());
        if (!isKnown(ctx, open)) {
            writeClosed(ctx, open, next == null ? null : next.toString(), asOf.toString());
        }
    }

    /**
     * The same.
     *
     * @param open an object whose end is missing
     * @param nextCursor of the next page; null when there is none
     */
    static void writeAsOf(Context ctx, JsonBytes open, @Nullable String nextCursor, Instant asOf) {
        link(ctx, nextCursor);
        if (!isKnown(ctx, open)) {
            writeClosed(ctx, open, nextCursor == null ? "null" : '"' + nextCursor + '"', '"' + Micros.text(asOf) + '"');
        }
    }

    private static void link(Context ctx, @Nullable String nextCursor) {
        if (nextCursor != null) {
            NextPage.link(ctx, nextCursor);
        }
    }

    /** Whether the caller has the answer already; it is then told so. */
    private static boolean isKnown(Context ctx, JsonBytes open) {
        var digest = Sha256.digest();
        open.digest(digest);
        var tag = "W/" + tag(digest);
        ctx.header(Header.ETAG, tag);
        boolean known = names(ctx.header(Header.IF_NONE_MATCH), tag);
        if (known) {
            ctx.status(304);
        }
        return known;
    }

    private static void writeClosed(Context ctx, JsonBytes open, @Nullable String nextCursor, String asOf) {
        if (nextCursor != null) {
            open.ascii(",\"next_cursor\":").raw(nextCursor);
        }
        open.ascii(",\"as_of\":").ascii(asOf).ascii("}");
        ctx.contentType("application/json").result(open.toInertStream());
    }

    /** A strong tag of an answer. */
    static String etag(JsonNode answer) {
        var digest = Sha256.digest();
        digest.update(bytes(answer));
        return tag(digest);
    }

    private static String tag(MessageDigest digest) {
        return '"' + HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ETAG_BYTES)) + '"';
    }

    /**
     * Refuses a change by a caller who has seen something else than what stands now.
     *
     * @param what is to be changed, for a message
     * @param current tag of what stands now; empty when there is nothing yet
     */
    static void requireMatch(Context ctx, String what, Supplier<Optional<String>> current) {
        var wanted = ctx.header(Header.IF_MATCH);
        if (wanted == null) {
            return;
        }
        var tag = current.get();
        if (tag.filter(now -> names(wanted, now)).isEmpty()) {
            throw Problem.PRECONDITION_FAILED.because(
                    what + " is not what If-Match names (expected: " + tag.orElse("no entry yet") + ")");
        }
    }

    /** Whether a header with entity tags names {@code tag}. */
    static boolean names(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(named -> named.equals("*") || named.equals(tag));
    }

    /** The body of a request as JSON; an empty one is an empty object. */
    static JsonNode body(Context ctx) throws JsonProcessingException {
        var body = ctx.body();
        if (body.isBlank()) {
            return RecordJson.MAPPER.createObjectNode();
        }
        var read = RecordJson.MAPPER
                .reader()
                .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(body);
        if (read == null || read.isMissingNode()) {
            throw Problem.INVALID_BODY.because("the body is empty (expected: a JSON object)");
        }
        return read;
    }

    private static byte[] bytes(JsonNode answer) {
        return InertJson.of(answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
