package dev.recount.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The query routes over an index on a port of their own, and a client of them. */
final class Api implements Store {

    private static final String TOKEN = "bench";
    private static final int END_BYTES = 80;

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    private final long bytes;

    /** @param bytes what the log and the index take on disk */
    Api(IndexReads index, long bytes) throws IOException {
        this.bytes = bytes;
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
                clock::instant,
                () -> OptionalLong.of(0),
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

    @Override
    public String name() {
        return "Recount over HTTP";
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Supplier<Answer> ask(Question question) {
        var pages = pages(question.path());
        return () -> {
            var answer = Answer.NONE;
            for (byte[] page : pages) {
                for (JsonNode item : tree(page).get("items")) {
                    answer = answer.plus(item.at("/event/id").textValue());
                }
            }
            return answer;
        };
    }

    /** Every page of a list. */
    List<byte[]> pages(String path) {
        var pages = new ArrayList<byte[]>();
        JsonNode cursor = null;
        do {
            byte[] page = bytes(cursor == null ? path : path + "&cursor=" + cursor.textValue());
            pages.add(page);
            // Only what names a next page has to be read to go on.
            cursor = isLast(page) ? NullNode.instance : tree(page).get("next_cursor");
        } while (!cursor.isNull());
        return pages;
    }

    private static boolean isLast(byte[] page) {
        int from = Math.max(0, page.length - END_BYTES);
        return new String(page, from, page.length - from, StandardCharsets.ISO_8859_1).contains("\"next_cursor\":null");
    }

    static JsonNode tree(byte[] answer) {
        try {
            return RecordJson.MAPPER.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to one request. */
    byte[] bytes(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
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
