package dev.recount.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.records.HookUpload;
import dev.recount.standalone.terminal.Terminal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a real HTTP server that speaks the contract and remembers what it was sent. */
@Timeout(60)
class CommandLineTest {

    private static final String TOKEN = "an admin's token";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    private static final List<List<String>> BATCHES = Collections.synchronizedList(new ArrayList<>());
    private static final Map<String, JsonNode> REGISTRY = Collections.synchronizedMap(new HashMap<>());
    private static final List<String> QUERIES = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger BUSY = new AtomicInteger();
    private static final AtomicInteger STREAMS = new AtomicInteger();
    private static HttpServer server;
    private String out;
    private String err;

    @BeforeAll
    static void start() throws IOException {
        var tokens = Access.of(new AccessTokens(List.of(
                TokenEntry.of("admin", Role.ADMIN, Secret.of(TOKEN)),
                TokenEntry.of("ci", Role.SENDER, Secret.of("a sender's token")))));
        var config = new HttpServer.Config(new HostPort("127.0.0.1", 0), 1_500_000);
        server = new HttpServer(config, tokens, List.of(), List.of(CommandLineTest::routes));
        server.start();
    }

    @BeforeEach
    void forget() throws IOException {
        BATCHES.clear();
        QUERIES.clear();
        REGISTRY.clear();
        BUSY.set(0);
        STREAMS.set(0);
        Files.writeString(directory.resolve("admin-token"), TOKEN + "\n");
        Files.writeString(directory.resolve(ServerAddress.FILE), "http://127.0.0.1:" + server.port() + "\n");
    }

    private static void routes(RoutesConfig routes) {
        routes.post("/v1/events", CommandLineTest::takeBatch, Role.SENDER);
        routes.post("/v1/ingest/audit/cloudtrail", CommandLineTest::takeBatch, Role.SENDER);
        routes.post(
                "/v1/ingest/hooks/claude-code",
                ctx -> {
                    BATCHES.add(List.of(ctx.body()));
                    ctx.header(HookUpload.OUTCOME, "accepted=2, duplicates=1, rejected=0")
                            .json(Map.of());
                },
                Role.SENDER);
        routes.get("/v1/replays/{id}", CommandLineTest::replay, Role.RESPONDER);
        routes.post(
                "/v1/exports",
                ctx -> {
                    BATCHES.add(List.of(ctx.body()));
                    ctx.json(Map.of("id", "exp_1"));
                },
                Role.COMPLIANCE);
        routes.get("/v1/exports/exp_1", ctx -> ctx.json(Map.of("id", "exp_1", "status", "done")), Role.COMPLIANCE);
        routes.get("/v1/exports/exp_1/download", ctx -> ctx.result("a bundle"), Role.COMPLIANCE);
        routes.get(
                "/v1/incidents/{id}/report",
                ctx -> {
                    throw Problem.NOT_FOUND.because("there is no incident with that id");
                },
                Role.COMPLIANCE);
        routes.get("/v1/timeline", CommandLineTest::page, Role.RESPONDER);
        routes.get("/v1/alerts", CommandLineTest::page, Role.RESPONDER);
        routes.get("/v1/incidents", CommandLineTest::page, Role.RESPONDER);
        routes.get("/v1/deliveries", CommandLineTest::page, Role.RESPONDER);
        routes.post(
                "/v1/channels/{channel}/resend",
                ctx -> {
                    if (!ctx.pathParam("channel").equals("on call")) {
                        throw Problem.CONFLICT.because("the alerts file no longer has the channel");
                    }
                    ctx.status(202).json(MAPPER.readTree("{\"resent\":2,\"incidents\":[\"inc_1\",\"inc_2\"]}"));
                },
                Role.RESPONDER);
        routes.before("/v1/alerts/stream", ctx -> {
            QUERIES.add("Last-Event-ID=" + ctx.header("Last-Event-ID"));
            if (STREAMS.incrementAndGet() > 2) {
                throw Problem.INTERNAL.because("the third request finds a server that fails");
            }
        });
        routes.sse(
                "/v1/alerts/stream",
                client -> client.sendEvent("alert", "{\"id\":\"al-" + STREAMS + "\"}", "at-" + STREAMS),
                Role.RESPONDER);
        routes.put(
                "/v1/registry/{kind}/{id}",
                ctx -> {
                    if (ctx.pathParam("kind").equals("nonsense")) {
                        throw Problem.BAD_REQUEST.because("kind: nonsense (expected: credentials, resources, …)");
                    }
                    REGISTRY.put(ctx.pathParam("kind") + " " + ctx.pathParam("id"), MAPPER.readTree(ctx.body()));
                    ctx.json(Map.of());
                },
                Role.ENGINEER);
        routes.get(
                "/v1/registry/{kind}/{id}",
                ctx -> ctx.json(Map.of("kind", ctx.pathParam("kind"), "id", ctx.pathParam("id"))),
                Role.ENGINEER);
    }

    /** A replay that waits, runs, and has found one alert more when it is asked for the third time. */
    private static void replay(Context ctx) {
        QUERIES.add(ctx.pathParam("id"));
        int asked = QUERIES.size();
        ctx.json(
                asked < 3
                        ? Map.of("status", "running", "progress", Map.of("events", 4, "total", asked == 1 ? 0 : 10))
                        : Map.of("status", "done", "result", Map.of("events", 10, "counts", Map.of("added", 1))));
    }

    /** Refuses lines that hold the word "bad", as the server refuses single events. */
    private static void takeBatch(Context ctx) {
        if (BUSY.getAndDecrement() > 0) {
            throw Problem.UNAVAILABLE.because("busy", Duration.ofSeconds(1));
        }
        List<String> lines = ctx.body().lines().toList();
        BATCHES.add(lines);
        List<Map<String, Object>> rejected = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("bad"))
                .mapToObj(i -> Map.<String, Object>of("index", i, "id", "", "detail", "/type: bad (expected: action)"))
                .toList();
        ctx.json(Map.of("accepted", lines.size() - rejected.size(), "duplicates", 0, "rejected", rejected));
    }

    private static void page(Context ctx) {
        QUERIES.add(String.valueOf(ctx.queryString()));
        boolean second = ctx.queryParam("cursor") != null;
        Map<String, Object> page = new HashMap<>();
        page.put("items", List.of(Map.of("id", second ? "two" : "one", "severity", "high")));
        page.put("next_cursor", second ? null : "next page/1");
        ctx.json(page);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void comes_back_to_a_replay_that_was_left() {
        assertThat(run("replay", "--id", "rpl_1")).isEqualTo(ExitCode.FINDING);
        assertThat(QUERIES).containsExactly("rpl_1", "rpl_1", "rpl_1");
        assertThat(err).contains("10 events: 0 alerts as on record, 1 added");

        assertThat(run("replay", "--id", "rpl_1", "--from", "2026-04-24T00:00:00Z"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("--id names a replay that has begun");
    }

    @Test
    void an_export_that_cannot_be_written_is_a_usage_error_before_it_is_asked_for() throws IOException {
        var empty = Files.createDirectory(directory.resolve("empty"));
        for (String place :
                List.of(empty.toString(), directory.resolve("nowhere/x.zip").toString(), "/dev/null")) {
            assertThat(run("export", "--format", "json", "-o", place)).isEqualTo(ExitCode.USAGE);
            assertThat(err).contains("-o: ", place.equals("/dev/null") ? place : directory.toString());
            assertThat(run("report", "--incident", "inc_1", "-o", place)).isEqualTo(ExitCode.USAGE);
        }
        assertThat(empty).isEmptyDirectory();
        assertThat(BATCHES).isEmpty();

        var bundle = Path.of(file("x.zip", "a longer bundle of before"));
        assertThat(run("export", "--format", "json", "-o", bundle.toString())).isEqualTo(ExitCode.DONE);
        assertThat(bundle).hasContent("a bundle");
    }

    @Test
    void a_report_that_is_refused_says_why_and_leaves_the_file_as_it_was() throws IOException {
        var good = Path.of(file("good.pdf", "good"));
        assertThat(run("report", "--incident", "NOPE", "--format", "pdf", "-o", good.toString()))
                .isEqualTo(ExitCode.FINDING);
        assertThat(err).contains("there is no incident with that id");
        assertThat(good).hasContent("good");
        assertThat(directory.resolve("good.pdf.part")).doesNotExist();
    }

    private int run(String... arguments) {
        return run(Map.of(), "", arguments);
    }

    private int run(Map<String, String> environment, String input, String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("RECOUNT_DATA", directory.toString());
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(outText),
                new PrintWriter(errText),
                false,
                false);
        int code = CommandTree.of(terminal, variables).execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    private String file(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void up_names_a_data_directory_that_cannot_be_used_and_what_to_do() throws IOException {
        String file = file("a-file", "");

        assertThat(run("up", "--data", file)).isEqualTo(2);

        assertThat(err)
                .startsWith("recount: " + file + " cannot be used (")
                .endsWith("; choose another one with --data\n")
                .hasLineCount(1);
    }

    @Test
    void send_prints_the_counts() throws IOException {
        String file = file("e.ndjson", "{\"type\":\"action\"}\n{\"type\":\"session\"}\n");

        assertThat(run("send", file)).isZero();

        assertThat(out).isEqualTo("accepted 2, duplicate 0, rejected 0\n");
        assertThat(BATCHES).containsExactly(List.of("{\"type\":\"action\"}", "{\"type\":\"session\"}"));
    }

    @Test
    void send_names_the_line_that_was_refused_and_ends_with_1() throws IOException {
        String file = file("e.ndjson", "{\"type\":\"action\"}\n{\"type\":\"bad\"}\n");

        assertThat(run("send", file, "--output", "json")).isEqualTo(1);

        assertThat(out).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":1}\n");
        assertThat(err).isEqualTo(file + ":2: /type: bad (expected: action)\n");
    }

    @Test
    void send_takes_standard_input_in_batches_of_a_thousand() {
        String lines = IntStream.range(0, 2_500)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}\n")
                .collect(Collectors.joining());

        assertThat(run(Map.of(), lines, "send", "-")).isZero();

        assertThat(out).isEqualTo("accepted 2500, duplicate 0, rejected 0\n");
        assertThat(BATCHES).extracting(List::size).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void send_splits_a_batch_that_the_server_finds_too_large() {
        String lines = ("{\"x\":\"" + "é".repeat(900_000) + "\"}\n").repeat(2);

        assertThat(run(Map.of(), lines, "send", "-")).isEqualTo(1);

        assertThat(out).isEqualTo("accepted 0, duplicate 0, rejected 2\n");
        assertThat(err).contains("stdin[0]: the body is larger", "stdin[1]: the body is larger");
    }

    @Test
    void send_waits_while_the_server_is_busy() {
        BUSY.set(1);

        assertThat(run(Map.of(), "{\"id\":\"1\"}", "send", "-")).isZero();

        assertThat(out).isEqualTo("accepted 1, duplicate 0, rejected 0\n");
    }

    @Test
    void import_takes_cloudtrail_in_all_its_forms() throws IOException {
        file("trail/a.json", "{\"Records\":[{\"eventID\":\"1\"},{\"eventID\":\"2\"}]}");
        file("trail/b.json", "[{\"eventID\":\"3\"}]");
        file("trail/c.ndjson", "{\"eventID\":\"4\"}\n{\"eventID\":\"5\"}\n");

        assertThat(run("import", "cloudtrail", directory.resolve("trail").toString()))
                .isZero();

        assertThat(out).isEqualTo("accepted 5, duplicate 0, rejected 0\n");
        assertThat(BATCHES)
                .containsExactly(IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> "{\"eventID\":\"" + i + "\"}")
                        .toList());
    }

    @Test
    void import_goes_on_after_a_file_that_breaks_off_and_ends_with_1() throws IOException {
        String broken = file("a.json", "[{\"eventID\":\"1\"},{\"eve");
        String whole = file("b.json", "[{\"eventID\":\"2\"}]");

        assertThat(run("import", "cloudtrail", broken, whole)).isEqualTo(1);

        assertThat(out).isEqualTo("accepted 2, duplicate 0, rejected 1\n");
        assertThat(err).contains(broken + ":1:").contains("is not JSON from here on");
    }

    @Test
    void import_posts_hooks_one_by_one_and_believes_the_outcome() throws IOException {
        String file = file("hooks.jsonl", "{\"hook_event_name\":\"Stop\"}\n{\"hook_event_name\":\"SessionEnd\"}\n");

        assertThat(run("import", "claude-code", file)).isZero();

        assertThat(BATCHES).hasSize(2);
        assertThat(out).isEqualTo("accepted 4, duplicate 2, rejected 0\n");
    }

    @Test
    void import_names_the_sources_it_knows() {
        assertThat(run("import", "cloudtrial", "x")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("recount: unknown source: cloudtrial (expected: "
                        + "cloudtrail, kubernetes, github, okta, gcp, azure, vault, claude-code)\n");
    }

    @Test
    void lists_follow_every_page() {
        assertThat(run("incidents", "--output", "ndjson")).isZero();

        assertThat(out.lines().map(CommandLineTest::idOf)).containsExactly("one", "two");
        assertThat(QUERIES).containsExactly("limit=1000", "limit=1000&cursor=next%20page%2F1");
    }

    @Test
    void lists_stop_at_their_limit() {
        assertThat(run("alerts", "--limit", "1", "--output", "ndjson")).isZero();

        assertThat(out.lines().map(CommandLineTest::idOf)).containsExactly("one");
        assertThat(QUERIES).containsExactly("limit=1");
    }

    @Test
    void alerts_of_a_status_are_asked_for_by_it() {
        assertThat(run("alerts", "--status", "suppressed,signal", "--limit", "1"))
                .isZero();
        assertThat(QUERIES).containsExactly("limit=1&status=suppressed&status=signal");

        assertThat(run("alerts", "--status", "suppressed", "--follow")).isEqualTo(2);
    }

    @Test
    void deliveries_are_asked_for_by_state_and_channel() {
        assertThat(run("deliveries", "--state", "failed,pending", "--channel", "on call", "--output", "ndjson"))
                .isZero();
        assertThat(out.lines().map(CommandLineTest::idOf)).containsExactly("one", "two");
        assertThat(QUERIES.get(0)).isEqualTo("limit=1000&state=failed&state=pending&channel=on%20call");

        assertThat(run("deliveries")).isZero();
        assertThat(out).contains("CHANNEL", "LATEST ANSWER");
    }

    @Test
    void a_channel_is_told_again_and_one_that_is_no_more_is_not() {
        assertThat(run("deliveries", "resend", "--channel", "on call")).isZero();
        assertThat(out).isEqualTo("sent again: 2\n  inc_1\n  inc_2\n");
        assertThat(run("deliveries", "resend", "--channel", "on call", "--output", "json"))
                .isZero();
        assertThat(out).isEqualTo("{\"resent\":2,\"incidents\":[\"inc_1\",\"inc_2\"]}\n");

        assertThat(run("deliveries", "resend", "--channel", "chat")).isEqualTo(1);
        assertThat(err).contains("no longer has the channel");
        assertThat(run("deliveries", "resend")).isEqualTo(2);
    }

    @Test
    void timeline_asks_for_one_subject() {
        assertThat(run("timeline", "--session", "s 1&x", "--from", "2026-04-24T16:41:00Z", "--output", "json"))
                .isZero();
        assertThat(QUERIES.get(0)).isEqualTo("session=s%201%26x&from=2026-04-24T16%3A41%3A00Z&limit=1000");

        assertThat(run("timeline")).isEqualTo(2);
        assertThat(run("timeline", "--session", "a", "--actor", "b")).isEqualTo(2);
    }

    @Test
    void alerts_follow_goes_on_after_a_break_where_it_stopped() {
        assertThat(run("alerts", "--follow", "--output", "ndjson")).isEqualTo(3);

        assertThat(out.lines().map(CommandLineTest::idOf)).containsExactly("al-1", "al-2");
        assertThat(QUERIES).containsExactly("Last-Event-ID=null", "Last-Event-ID=at-1", "Last-Event-ID=at-2");
        assertThat(err).contains("closed the stream; asking again");
    }

    @Test
    void registry_apply_declares_every_entry_of_yaml_and_json() throws IOException {
        String yaml = file(
                "r.yaml",
                "- {kind: resources, id: \"railway:volume/x\", environment: production}\n---\n"
                        + "kind: freezes\nid: f1\nenvironment: production\n");
        String json = file("r.json", "{\"kind\":\"credentials\",\"id\":\"AKIA1\",\"verbs\":[\"read\"]}");

        assertThat(run("registry", "apply", yaml, json)).isZero();

        assertThat(out).isEqualTo("applied 3, rejected 0\n");
        assertThat(REGISTRY).containsOnlyKeys("resources railway:volume/x", "freezes f1", "credentials AKIA1");
        assertThat(REGISTRY.get("resources railway:volume/x")).hasToString("{\"environment\":\"production\"}");
    }

    @Test
    void registry_apply_changes_nothing_where_an_entry_is_incomplete() throws IOException {
        String file = file("r.yaml", "- {kind: resources, id: a}\n- {kind: resources}\n");

        assertThat(run("registry", "apply", file)).isEqualTo(2);

        assertThat(err).isEqualTo("recount: " + file + "[1]: needs the texts kind and id\n");
        assertThat(REGISTRY).isEmpty();
    }

    @Test
    void registry_apply_says_what_the_server_refused() throws IOException {
        String file = file("r.yaml", "- {kind: nonsense, id: a}\n- {kind: resources, id: b}\n");

        assertThat(run("registry", "apply", file)).isEqualTo(1);

        assertThat(out).isEqualTo("applied 1, rejected 1\n");
        assertThat(err).contains("[0]: kind: nonsense (expected: credentials");
    }

    @Test
    void registry_get_shows_one_entry() {
        assertThat(run("registry", "get", "resources", "a/b", "--output", "ndjson"))
                .isZero();
        assertThat(idOf(out)).isEqualTo("a/b");
    }

    @Test
    void says_clearly_that_no_server_answers() {
        assertThat(run("incidents", "--server", "http://127.0.0.1:1")).isEqualTo(3);

        assertThat(err)
                .isEqualTo("recount: no server answers at http://127.0.0.1:1;"
                        + " start one with `recount up`, or name another with --server\n");
    }

    @Test
    void topics_create_names_the_kafka_that_does_not_answer() {
        assertThat(run("topics", "create", "--bootstrap", "127.0.0.1:1,127.0.0.1:2"))
                .isEqualTo(3);

        assertThat(err)
                .isEqualTo("recount: no Kafka answers at 127.0.0.1:1, 127.0.0.1:2;"
                        + " start it, or name another with --bootstrap HOST:PORT\n");
    }

    @Test
    void ready_waits_no_longer_than_it_is_told() {
        assertThat(run("ready")).isZero();
        assertThat(out).contains("\"status\":\"up\"");

        assertThat(run("ready", "--server", "http://127.0.0.1:1", "--wait", "300ms"))
                .isEqualTo(3);
        assertThat(run("ready", "--wait", "soon")).isEqualTo(2);
        assertThat(err).contains("--wait: soon (expected: a duration");
    }

    @Test
    void says_clearly_that_the_token_is_wrong() throws IOException {
        assertThat(run("incidents", "--token-file", file("t", "not the token"))).isEqualTo(2);
        assertThat(err).isEqualTo("recount: the token is not known to this server\n");

        assertThat(run(Map.of("RECOUNT_TOKEN", "a sender's token"), "", "incidents"))
                .isEqualTo(2);
        assertThat(err).contains("a token with role sender may not do this");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "send",
                "incidents --limt 1",
                "incidents --output xml",
                "incidents --output timesketch",
                "topics create --bootstrap x"
            })
    void ends_with_2_where_it_is_used_wrongly(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err).isNotBlank();
        assertThat(out).isEmpty();
    }

    @Test
    void names_the_setting_that_was_meant() {
        assertThat(run(Map.of("RECOUNT_SERVR", "x"), "", "incidents")).isEqualTo(2);
        assertThat(err).isEqualTo("recount: RECOUNT_SERVR: no such setting; did you mean RECOUNT_SERVER?\n");
    }

    @Test
    void config_print_shows_where_a_setting_comes_from_and_hides_secrets() throws IOException {
        String config = file("recount.yaml", "partitions: 7\n");

        assertThat(run(Map.of("RECOUNT_TOKEN", "hush"), "", "config", "print", "--redacted", "--config", config))
                .isZero();

        assertThat(out).containsPattern("partitions +7 +\\Q" + config + ":1 partitions\\E");
        assertThat(out).containsPattern("token +\\[redacted\\] +RECOUNT_TOKEN").doesNotContain("hush");
    }

    @Test
    void says_a_result_as_json_where_that_is_asked_for() {
        assertThat(run("version", "--output", "json")).isZero();
        assertThat(out).matches("\\{\"recount\":\"[^\"]+\",\"java\":\"[^\"]+\"}\n");
        assertThat(run("version", "--output", "xml")).isEqualTo(2);
        assertThat(err)
                .contains("expected one of [TABLE, JSON, NDJSON, TIMESKETCH] (case-insensitive)")
                .contains("'xml'");
    }

    @Test
    void token_create_prints_a_token_and_the_line_that_makes_it_known() {
        assertThat(run("token", "create", "--name", "ci", "--role", "sender")).isZero();

        assertThat(out).matches("recount_sender_\\w{38}\n");
        assertThat(err)
                .isEqualTo("- {name: \"ci\", role: sender, sha256: %s}\n"
                        .formatted(TokenEntry.of("ci", Role.SENDER, Secret.of(out.strip()))
                                .sha256()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "send --help", "registry apply --help", "completion", "version", "config keys"})
    void helps(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out).isNotBlank();
        assertThat(err).isEmpty();
    }

    private static String idOf(String json) {
        try {
            return MAPPER.readTree(json).path("id").asText();
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
