package dev.recount.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.access.OpenRoute;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.SecurityHeaders;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

    private static final QueryParams PARAMS =
            QueryParams.accepting("session", "limit", "from").repeatable("verb");
    private static final AtomicReference<Check> STATE = new AtomicReference<>(Check.up());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpServer server;

    /** A component whose state the test decides. */
    private record Switchable() implements Component {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public Check check() {
            return STATE.get();
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    static void start() throws IOException {
        List<TokenEntry> entries = Arrays.stream(Role.values())
                .map(role -> TokenEntry.of("a " + role.label(), role, Secret.of("token-of-" + role.label())))
                .toList();
        var config = new HttpServer.Config(new HostPort("127.0.0.1", 0), 1_000);
        server = new HttpServer(
                config,
                Access.of(new AccessTokens(entries)),
                List.of(new Switchable()),
                List.of(HttpServerTest::routes),
                text -> text.replace("hunter2", "[REDACTED]"));
        server.start();
    }

    private static void routes(RoutesConfig routes) {
        routes.get("/open", ctx -> ctx.result("open"), OpenRoute.ANYONE);
        routes.get("/whoami", ctx -> ctx.json(Caller.of(ctx).orElseThrow()), Role.RESPONDER, Role.COMPLIANCE);
        routes.get("/things/{id}", ctx -> ctx.result(ctx.pathParam("id")), OpenRoute.ANYONE);
        routes.get("/unmarked", ctx -> ctx.result("unmarked"));
        routes.get(
                "/search",
                ctx -> {
                    var values = PARAMS.of(ctx);
                    values.time("from");
                    ctx.json(List.of(values.integer("limit", 1, 1000, 100), values.all("verb")));
                },
                OpenRoute.ANYONE);
        routes.post("/echo", ctx -> ctx.json(ctx.bodyAsClass(JsonNode.class)), OpenRoute.ANYONE);
        routes.get(
                "/wrong",
                ctx -> {
                    throw Problem.invalidBody(List.of(new FieldError("/actor/id", "too long")));
                },
                OpenRoute.ANYONE);
        routes.get(
                "/busy",
                ctx -> {
                    throw Problem.UNAVAILABLE.because("the log is full", Duration.ofSeconds(7));
                },
                OpenRoute.ANYONE);
        routes.get(
                "/overflowing",
                ctx -> {
                    throw new StackOverflowError("insides");
                },
                OpenRoute.ANYONE);
        routes.get(
                "/broken",
                ctx -> {
                    throw new IllegalStateException("insides");
                },
                OpenRoute.ANYONE);
    }

    @AfterAll
    static void stop() {
        server.close();
        server.close();
    }

    private static HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        try {
            return HTTP.send(request.apply(HttpRequest.newBuilder(uri)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> get(String path) {
        return send(path, request -> request);
    }

    private static HttpResponse<String> getAs(String token, String path) {
        return send(path, request -> request.header("Authorization", "Bearer " + token));
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        try {
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("status").intValue()).isEqualTo(answer.statusCode());
            assertThat(problem.path("type").textValue()).startsWith("urn:recount:problem:");
            assertThat(problem.path("title").textValue()).isNotBlank();
            return problem;
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    @Test
    void refuses_a_request_without_a_token() {
        HttpResponse<String> answer = get("/whoami");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"recount\"");
        assertThat(problem(answer).path("type").textValue()).isEqualTo("urn:recount:problem:unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer recount_admin_short", "Basic dXNlcjpwdw==", "Bearer", "Bearer  "})
    void refuses_a_bad_token_without_repeating_it(String header) {
        HttpResponse<String> answer = send("/whoami", request -> request.header("Authorization", header));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("error=");
        assertThat(problem(answer).path("detail").textValue()).doesNotContain("wrong ", "short", "dXNl");
    }

    @ParameterizedTest
    @CsvSource({"sender, 403", "responder, 200", "compliance, 200", "engineer, 403", "admin, 200"})
    void lets_in_the_roles_that_the_route_names_and_admins(String role, int status) throws IOException {
        HttpResponse<String> answer = getAs("token-of-" + role, "/whoami");

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(JSON.readTree(answer.body()).path("name").textValue()).isEqualTo("a " + role);
        } else {
            assertThat(problem(answer).path("detail").textValue())
                    .isEqualTo("a token with role " + role + " may not do this (expected: compliance or responder)");
        }
    }

    @Test
    void keeps_a_route_that_names_no_role_for_admins() {
        assertThat(get("/unmarked").statusCode()).isEqualTo(401);
        assertThat(getAs("token-of-engineer", "/unmarked").statusCode()).isEqualTo(403);
        assertThat(getAs("token-of-admin", "/unmarked").statusCode()).isEqualTo(200);
    }

    @Test
    void takes_the_scheme_in_any_case() {
        assertThat(send("/whoami", request -> request.header("Authorization", "bearer token-of-admin"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void names_the_parameter_that_was_meant() {
        JsonNode problem = problem(get("/search?sesion=1"));

        assertThat(problem.path("status").intValue()).isEqualTo(400);
        assertThat(problem.path("detail").textValue())
                .isEqualTo("unknown query parameter: sesion; did you mean session?"
                        + " (expected: session, limit, from, verb)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0|limit: 0 (expected: 1..1000)",
                "limit=ten|limit: ten (expected: 1..1000)",
                "limit=1&limit=2|limit: given 2 times (expected: once)",
                "from=yesterday|from: yesterday (expected: an RFC 3339 time such as 2026-04-24T16:41:07Z)",
                "limit=%1B[31m|limit: ?[31m (expected: 1..1000)"
            })
    void names_the_parameter_that_cannot_be_read(String query, String detail) {
        HttpResponse<String> answer = get("/search?" + query.replace("[", "%5B"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer).path("detail").textValue()).isEqualTo(detail);
    }

    @Test
    void reads_parameters_that_are_right() {
        assertThat(get("/search?verb=read&verb=destroy&limit=5&from=2026-04-24T16:41:07.123456%2B02:00")
                        .body())
                .isEqualTo("[5,[\"read\",\"destroy\"]]");
    }

    @Test
    void answers_malformed_json_without_quoting_it() {
        HttpResponse<String> answer =
                send("/echo", request -> request.POST(BodyPublishers.ofString("{\"token\": hush}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer).path("detail").textValue())
                .contains("line 1, column")
                .doesNotContain("hush");
    }

    @Test
    void answers_a_body_that_is_too_large() {
        HttpResponse<String> answer =
                send("/echo", request -> request.POST(BodyPublishers.ofString("\"" + "x".repeat(2_000) + "\"")));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(problem(answer).path("type").textValue()).isEqualTo("urn:recount:problem:payload-too-large");
    }

    @Test
    void answers_for_paths_and_methods_that_are_not_served() {
        HttpResponse<String> missing = get("/nowhere");
        HttpResponse<String> wrongMethod = send("/open", HttpRequest.Builder::DELETE);

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(problem(missing).path("detail").textValue()).isEqualTo("there is nothing at /nowhere");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(problem(wrongMethod).path("type").textValue()).isEqualTo("urn:recount:problem:method-not-allowed");
        assertThat(wrongMethod.headers().firstValue("Allow")).get().asString().contains("GET");
    }

    @Test
    void shows_no_secret_that_a_path_holds() {
        assertThat(problem(get("/nowhere/hunter2")).path("detail").textValue())
                .isEqualTo("there is nothing at /nowhere/[REDACTED]");
        assertThat(problem(get("/search?hunter2=1")).path("detail").textValue()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez?deep=1", "/readyz?verbose"})
    void takes_no_parameters_where_there_are_none(String path) {
        assertThat(get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void answers_head_where_anybody_may_get() {
        var answer = send("/livez", request -> request.method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"responder, 200", "sender, 403"})
    void head_needs_what_get_needs_and_says_what_get_says(String role, int status) {
        var get = send("/whoami", request -> request.header("Authorization", "Bearer token-of-" + role));
        var head = send("/whoami", request -> request.header("Authorization", "Bearer token-of-" + role)
                .method("HEAD", BodyPublishers.noBody()));

        assertThat(get.statusCode()).isEqualTo(status);
        assertThat(head.statusCode()).isEqualTo(status);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(send("/whoami", request -> request.method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "railway:volume%2Fprod, railway:volume/prod",
        "a%25b, a%b",
        "%C3%BC%20x, ü x",
        "a+b, a+b",
        "%2F..%2F, /../"
    })
    void takes_ids_with_slashes_and_percent_signs_as_one_segment(String encoded, String id) {
        assertThat(get("/things/" + encoded).body()).isEqualTo(id);
    }

    @Test
    void points_at_the_fields_that_are_wrong() {
        JsonNode problem = problem(get("/wrong"));

        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/actor/id");
        assertThat(problem.at("/errors/0/detail").textValue()).isEqualTo("too long");
    }

    @Test
    void says_under_which_names_a_request_can_be_found_again() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = send("/broken", request -> request.header("X-Request-Id", "deploy/42")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("deploy/42");
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .matches("00-" + trace + "-(?!00f067aa0ba902b7)[0-9a-f]{16}-01");
        assertThat(problem(answer).path("trace_id").textValue()).isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "<script>"
            })
    void makes_names_where_a_caller_sends_none_that_can_be_used(String parent) {
        var answer = send(
                "/broken", request -> request.header("X-Request-Id", "a b<c>").header("traceparent", parent));

        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .matches("00-(?!4bf92f)(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void says_when_to_come_back() {
        HttpResponse<String> answer = get("/busy");

        assertThat(problem(answer).path("detail").textValue()).isEqualTo("the log is full");
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void hides_its_insides_when_it_fails() {
        HttpResponse<String> answer = get("/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(problem(answer).path("instance").textValue()).startsWith("urn:uuid:");
        assertThat(answer.body()).doesNotContain("insides", "IllegalState", "dev.recount");
    }

    @Test
    void hides_its_insides_also_when_the_stack_overflows() {
        HttpResponse<String> answer = get("/overflowing");

        assertThat(problem(answer).path("detail").textValue()).isEqualTo("the server failed");
        assertThat(answer.body()).doesNotContain("insides", "StackOverflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/whoami", "/nowhere", "/broken", "/livez", "/a%2f..%2fb", "/%zz"})
    void puts_the_security_headers_on_every_answer(String path) throws IOException {
        // A plain socket, because the client refuses to send a path that is wrong.
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            SecurityHeaders.ALL.forEach((name, value) -> {
                if (!name.equals("Cache-Control")) {
                    assertThat(answer).contains(name + ": " + value);
                }
            });
            assertThat(answer).contains("no-store").doesNotContain("Jetty", "<html");
        }
    }

    @Test
    void lives_as_long_as_it_answers_and_is_ready_when_its_components_are() {
        STATE.set(Check.down("starting"));
        HttpResponse<String> notYet = get("/readyz");
        HttpResponse<String> alive = get("/livez");
        STATE.set(Check.up());
        HttpResponse<String> ready = get("/readyz");

        assertThat(notYet.statusCode()).isEqualTo(503);
        assertThat(notYet.body())
                .isEqualTo("{\"status\":\"down\","
                        + "\"checks\":[{\"name\":\"log\",\"status\":\"down\",\"reason\":\"starting\"}]}");
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"up\",\"checks\":[{\"name\":\"log\",\"status\":\"up\"}]}");
    }

    @Test
    void finds_out_whether_a_port_can_be_opened_without_opening_it() throws IOException {
        HttpServer.requireFree(new HostPort("127.0.0.1", 0));
        assertThatThrownBy(() -> HttpServer.requireFree(new HostPort("127.0.0.1", server.port())))
                .hasMessage("127.0.0.1:" + server.port() + " is in use or may not be used; choose another port");
        // TEST-NET-1 of RFC 5737, which no machine has.
        assertThatThrownBy(() -> HttpServer.requireFree(new HostPort("192.0.2.1", 0)))
                .hasMessage("192.0.2.1 is no address of this machine; choose one of its own with --host");
    }

    @Test
    void names_the_port_that_is_in_use() {
        var config = new HttpServer.Config(new HostPort("127.0.0.1", server.port()), 1_000);
        try (var second = new HttpServer(config, Access.of(new AccessTokens(List.of())), List.of(), List.of())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1:" + server.port() + " is in use or may not be used; choose another port");
        }
    }
}
