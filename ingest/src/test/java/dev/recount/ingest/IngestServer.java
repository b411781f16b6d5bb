package dev.recount.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.ingest.log.EventLog;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Ingest behind a real port, for tests. */
public final class IngestServer implements AutoCloseable {

    public static final IngestSettings SETTINGS =
            new IngestSettings(16 << 20, 64 << 20, 16 << 20, 10_000, Duration.ofMillis(1), Duration.ofSeconds(10));
    public static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);

    static {
        // So that closing need not wait for connections that the client would keep: a second in each test.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
    }

    private static final String SENDER = "sender-token";
    private static final String ENGINEER = "engineer-token";

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Ingest ingest;
    private final HttpServer server;

    public IngestServer(EventLog log, Clock clock) {
        this(log, clock, SETTINGS);
    }

    public IngestServer(EventLog log, Clock clock, IngestSettings settings) {
        ingest = new Ingest(settings, KEY, PersonGuard.NONE, log, Codecs.released(), clock, meters, workers);
        server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 64 << 20),
                Access.of(new AccessTokens(List.of(
                        TokenEntry.of("s", Role.SENDER, Secret.of(SENDER)),
                        TokenEntry.of("e", Role.ENGINEER, Secret.of(ENGINEER))))),
                List.of(),
                List.of(ingest.routes()));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Ingest ingest() {
        return ingest;
    }

    public int port() {
        return server.port();
    }

    public MeterRegistry meters() {
        return meters;
    }

    /** An answer with its body as JSON. */
    public record Answer(int status, JsonNode json, HttpResponse<String> raw) {}

    public Answer post(String path, String contentType, String body, String... headers) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer post(String path, String contentType, byte[] body, String... headers) {
        return send(request(path, contentType, headers)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    public Answer events(String json) {
        return post("/v1/events", "application/json", json);
    }

    public Answer lines(String ndjson) {
        return post("/v1/events", "application/x-ndjson", ndjson);
    }

    public HttpRequest.Builder request(String path, String contentType, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", contentType)
                .header("Connection", "close")
                .header("Authorization", "Bearer " + (path.startsWith("/v1/fingerprints") ? ENGINEER : SENDER))
                .timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), RecordJson.MAPPER.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.close();
        workers.shutdownNow();
    }
}
