package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.query.Views;
import dev.recount.query.ViewsFixture;
import dev.recount.query.Visibility;
import dev.recount.query.access.AccessRecords;
import dev.recount.query.alert.AlertReads;
import dev.recount.query.credential.NameReads;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.FactReads;
import dev.recount.query.event.TimelineReads;
import dev.recount.query.incident.IncidentReads;
import dev.recount.query.openapi.OpenApiDocument;
import dev.recount.query.page.Cursors;
import dev.recount.query.registry.RegistryReads;
import dev.recount.query.replay.ReplayJobs;
import dev.recount.query.stream.AlertFeed;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.DeniedCalls;
import dev.recount.runtime.access.RateLimit;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.SealedCookie;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.access.TokenSource;
import dev.recount.runtime.health.MetricsRoutes;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The routes on a real port over given views. Every answer that is read as JSON is held against the description. */
final class ApiServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-04-24T17:00:00Z");
    static final Description DESCRIPTION = new Description(List.of(OpenApiDocument.QUERY));
    static final HttpClient HTTP = HttpClient.newHttpClient();

    ViewsFixture fixture;
    final Visibility visibility = new Visibility();
    LoopBack sink;
    final PlainReplays replays = new PlainReplays();
    final AlertFeed feed = new AlertFeed(20, 8);

    /** What the server takes the index to be behind by. */
    volatile OptionalLong behind = OptionalLong.of(0);

    private final ReplayJobs jobs = new ReplayJobs(replays);
    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final HttpServer server;

    ApiServer() {
        this(access(List.of(tokens()), Optional.empty(), RateLimit.NONE, call -> {}));
    }

    static Access access(List<TokenSource> sources, Optional<String> tenant, RateLimit rate, DeniedCalls denied) {
        var cookie = new SealedCookie(new byte[32], new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));
        return new Access(sources, tenant, rate, denied, Optional.of(cookie));
    }

    static AccessTokens tokens() {
        return new AccessTokens(Arrays.stream(Role.values())
                .map(role -> TokenEntry.of(role.label(), role, Secret.of(token(role))))
                .toList());
    }

    ApiServer(Access access) {
        this.server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 1 << 20),
                access,
                List.of(),
                List.of(new QueryRoutes(parts()), new MetricsRoutes(type -> "# EOF\n")::addTo));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    QueryRoutes.Parts parts() {
        return new QueryRoutes.Parts(
                switchable(),
                feed,
                writers,
                Duration.ofMillis(100),
                event -> sink.record(event),
                new PlainRules(),
                replays,
                jobs,
                visibility,
                new AccessRecords(event -> sink.record(event), Clock.fixed(NOW, ZoneOffset.UTC)),
                new Cursors(new byte[16]),
                OpenApiDocument.of(List.of(OpenApiDocument.QUERY)),
                this::settled,
                () -> behind,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SimpleMeterRegistry());
    }

    /** Nothing is on its way to these views. */
    private Instant settled() {
        return fixture.views().events().newestRecordedAt().filter(NOW::isBefore).orElse(NOW);
    }

    /** Serves another fixture from now on: starting and stopping a server takes longer than a test. */
    void serve(ViewsFixture next) {
        release();
        fixture = next;
        sink = new LoopBack(next, visibility);
    }

    private Views switchable() {
        return new Views(
                switching(EventReads.class, Views::events),
                switching(TimelineReads.class, Views::timelines),
                switching(NameReads.class, Views::names),
                switching(FactReads.class, Views::facts),
                switching(AlertReads.class, Views::alerts),
                switching(IncidentReads.class, Views::incidents),
                switching(RegistryReads.class, Views::registry));
    }

    private <T> T switching(Class<T> type, Function<Views, T> part) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return method.invoke(part.apply(fixture.views()), args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private void release() {
        if (fixture != null) {
            fixture.close();
        }
    }

    static String token(Role role) {
        return "test-" + role.label();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest.Builder request(String path, Role role) {
        return request(path).header("Authorization", "Bearer " + token(role));
    }

    /** A request without a token. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            var faults = DESCRIPTION.faults(
                    request.method(),
                    request.uri().getRawPath(),
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
            assertThat(faults).as(request + " " + response.body()).isEmpty();
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a request that is expected to succeed. */
    JsonNode get(String path) {
        return answer(200, request(path, Role.ADMIN).build());
    }

    /** The detail of the problem that a request is expected to meet. */
    String problem(int status, String path) {
        return answer(status, request(path, Role.ADMIN).build()).get("detail").textValue();
    }

    JsonNode post(int status, String path, String body) {
        return answer(
                status,
                request(path, Role.RESPONDER)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    JsonNode put(int status, String path, String body) {
        return answer(
                status,
                request(path, Role.ENGINEER)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    JsonNode delete(int status, String path) {
        return answer(status, request(path, Role.ENGINEER).DELETE().build());
    }

    JsonNode answer(int status, HttpRequest request) {
        var response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        try {
            return RecordJson.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        feed.close();
        server.close();
        jobs.close();
        writers.shutdownNow();
        release();
    }
}
