package dev.recount.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.query.Visibility;
import dev.recount.query.access.AccessRecords;
import dev.recount.query.http.QueryRoutes;
import dev.recount.query.index.IndexedViews;
import dev.recount.query.openapi.OpenApiDocument;
import dev.recount.query.page.Cursors;
import dev.recount.query.replay.ReplayJobs;
import dev.recount.query.stream.AlertFeed;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import dev.recount.standalone.node.RuleDesk;
import dev.recount.streams.index.IndexReads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The query routes over an index on a port of their own, and a client of them. */
final class Api implements AutoCloseable {

    private static final String TOKEN = "bench";

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    Api(IndexReads index) throws IOException {
        var clock = Clock.systemUTC();
        var replays = new NoReplays();
        var routes = new QueryRoutes(new QueryRoutes.Parts(
                IndexedViews.of(index, Codecs.released()),
                new AlertFeed(1, 1),
                writers,
                Duration.ofSeconds(15),
                event -> CompletableFuture.completedFuture("none"),
                new RuleDesk(List.of()),
                replays,
                new ReplayJobs(replays),
                new Visibility(),
                new AccessRecords(event -> CompletableFuture.completedFuture("none"), clock),
                new Cursors(new byte[16]),
                OpenApiDocument.of(List.of(OpenApiDocument.QUERY)),
                clock,
                new SimpleMeterRegistry()));
        var tokens = new AccessTokens(List.of(TokenEntry.of(TOKEN, Role.RESPONDER, Secret.of(TOKEN))));
        server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 1 << 20),
                Access.of(tokens),
                List.of(),
                List.of(routes));
        server.start();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Asks, and returns how many items came; fails if they are not {@code expected}, unless that is 0. */
    int page(String path, int expected) {
        return checked(read(path).get("items").size(), expected);
    }

    /** Asks for all pages. */
    int all(String path, int expected) {
        int items = 0;
        JsonNode cursor = null;
        do {
            var page = read(cursor == null ? path : path + "&cursor=" + cursor.textValue());
            items += page.get("items").size();
            cursor = page.get("next_cursor");
        } while (!cursor.isNull());
        return checked(items, expected);
    }

    int answer(String path) {
        return read(path).path("used_count").intValue();
    }

    private static int checked(int items, int expected) {
        if (expected != 0 && items != expected) {
            throw new IllegalStateException(items + " items (expected: " + expected + ")");
        }
        return items;
    }

    private JsonNode read(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return RecordJson.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        writers.shutdownNow();
    }
}
