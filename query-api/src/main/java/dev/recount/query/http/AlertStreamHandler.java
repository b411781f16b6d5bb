package dev.recount.query.http;

import dev.recount.codec.InertJson;
import dev.recount.query.stream.AlertFeed;
import dev.recount.query.stream.AlertMessage;
import dev.recount.query.stream.Subscription;
import dev.recount.runtime.access.SealedCookie;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts as server-sent events: {@code event: alert} with the topic's offset as {@code id}. One thread per listener
 * writes, so that a listener who does not read holds up nobody but himself.
 */
final class AlertStreamHandler {

    static final String PATH = "/v1/alerts/stream";
    static final QueryParams STREAM = QueryParams.accepting();

    private static final Logger LOG = LoggerFactory.getLogger(AlertStreamHandler.class);
    private static final String OPENING = "retry: 3000\n: connected\n\n";
    private static final String KEEP_ALIVE = ": keep-alive\n\n";
    private static final String RESET = "event: reset\ndata: {\"detail\":\"alerts between the last one received and the"
            + " next one are no longer in the stream; list them\"}\n\n";

    private final AlertFeed feed;
    private final Executor writers;
    private final Duration keepAlive;
    private final int listenersMax;

    /**
     * @param writers gives each listener a thread of its own
     * @param keepAlive how long the stream may be silent
     */
    AlertStreamHandler(AlertFeed feed, Executor writers, Duration keepAlive, int listenersMax) {
        this.feed = feed;
        this.writers = writers;
        this.keepAlive = keepAlive;
        this.listenersMax = listenersMax;
    }

    /** A browser's {@code EventSource} can send no header: it is given its token in a cookie for this stream only. */
    void allow(Context ctx) {
        STREAM.of(ctx);
        SealedCookie.give(ctx, PATH);
        ctx.status(HttpStatus.NO_CONTENT);
    }

    void forget(Context ctx) {
        STREAM.of(ctx);
        SealedCookie.take(ctx, PATH);
        ctx.status(HttpStatus.NO_CONTENT);
    }

    void stream(Context ctx) throws IOException {
        STREAM.of(ctx);
        var last = lastEventId(ctx.header("Last-Event-ID"));
        if (feed.listeners() >= listenersMax) {
            throw Problem.UNAVAILABLE.because("as many as " + listenersMax + " listen already");
        }
        var response = ctx.res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader(Header.CACHE_CONTROL, "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        if (ctx.method().equals(HandlerType.HEAD)) {
            return;
        }
        OutputStream out = response.getOutputStream();
        var subscription = feed.subscribe(last);
        ctx.future(() -> CompletableFuture.runAsync(() -> write(subscription, out), writers));
    }

    private static OptionalLong lastEventId(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Math.max(-1, Long.parseLong(header.strip())));
        } catch (NumberFormatException e) {
            throw Problem.BAD_REQUEST.because("Last-Event-ID: " + Shown.of(header) + " (expected: the id of an alert"
                    + " that this stream sent)");
        }
    }

    private void write(Subscription subscription, OutputStream out) {
        try (subscription) {
            send(out, OPENING);
            if (subscription.hasGap()) {
                send(out, RESET);
            }
            while (!subscription.isClosed()) {
                var message = subscription.next(keepAlive);
                if (message.isPresent() && !message.get().alert().isQuiet()) {
                    send(out, event(message.get()));
                } else if (message.isEmpty() && !subscription.isClosed()) {
                    send(out, KEEP_ALIVE);
                }
            }
        } catch (IOException e) {
            LOG.debug("listener gone: error={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String event(AlertMessage message) {
        return "id: " + message.offset() + "\nevent: alert\ndata: "
                + InertJson.of(Answers.alert(message.alert()).toString()) + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
