package dev.recount.standalone.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.UnreachableServer;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpServerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> asked = new ArrayList<>();
    private final McpServer server = new McpServer(this::answered, "1.2.3");

    private JsonNode answered(Query query) {
        asked.add(query.toString());
        if (query.toString().contains("away")) {
            throw new UnreachableServer("nobody answers");
        }
        return MAPPER.createObjectNode().put("text", "a\u202Eb");
    }

    @Test
    void a_session_from_initialize_to_an_answer() throws Exception {
        var out = new StringWriter();
        var lines = """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}

                {"jsonrpc":"2.0","id":"two","method":"tools/call","params":{"name":"timeline","arguments":{"session":"s 1","limit":"5"}}}
                """;

        server.serve(new BufferedReader(new StringReader(lines)), new PrintWriter(out));

        var answers = out.toString().lines().toList();
        assertThat(answers).hasSize(2);
        var first = MAPPER.readTree(answers.get(0));
        assertThat(first.at("/result/protocolVersion").textValue()).isEqualTo("2025-06-18");
        assertThat(first.at("/result/serverInfo/version").textValue()).isEqualTo("1.2.3");
        assertThat(first.at("/result/capabilities").has("tools")).isTrue();
        var second = MAPPER.readTree(answers.get(1));
        assertThat(second.get("id").textValue()).isEqualTo("two");
        assertThat(second.at("/result/isError").booleanValue()).isFalse();
        assertThat(second.at("/result/structuredContent/text").textValue()).isEqualTo("a\u202Eb");
        assertThat(answers.get(1)).doesNotContain("\u202E");
        assertThat(asked).containsExactly("/v1/timeline?session=s%201&limit=5");
    }

    @Test
    void every_tool_is_described_and_only_reads() {
        var tools = server.answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .orElseThrow()
                .at("/result/tools");

        assertThat(tools)
                .extracting(tool -> tool.get("name").textValue())
                .contains("timeline", "search", "lineage", "state");
        assertThat(tools)
                .allMatch(tool -> tool.at("/annotations/readOnlyHint").booleanValue()
                        && tool.at("/inputSchema/type").asText().equals("object"));
    }

    @Test
    void an_id_in_a_path_is_encoded() {
        var unused = call("lineage", "{\"id\":\"AKIA/../x\"}");

        assertThat(asked).containsExactly("/v1/credentials/AKIA%2F..%2Fx/lineage");
    }

    @Test
    void a_filter_of_several_values_asks_for_any_of_them() {
        var unused = call("search", "{\"verb\":[\"destroy\",\"purge\"],\"type\":\"action\"}");

        assertThat(asked).containsExactly("/v1/events?verb=destroy&verb=purge&type=action");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search   | {\"session\":[\"a\"]}     | argument session is not one value",
                "search   | {\"verb\":[[\"destroy\"]]} | argument verb is not one value or a list of them",
                "search   | {\"verb\":[]}            | argument verb is an empty list (expected: leave it out)",
                "timeline | {\"session\":{}}         | argument session is not one value",
                "lineage  | {\"id\":[\"x\"]}          | argument id is not one value",
                "lineage  | [\"x\"]                  | arguments are not an object",
            })
    void no_argument_is_lost(String tool, String arguments, String detail) {
        assertThat(call(tool, arguments).at("/result/content/0/text").textValue())
                .isEqualTo(detail);
        assertThat(asked).isEmpty();
    }

    @Test
    void what_was_known_at_a_time_can_be_asked() {
        var time = "2026-11-23T00:00:00Z";
        for (String tool : List.of("lineage", "revoke_first")) {
            var unused = call(tool, "{\"id\":\"x\",\"as_of\":\"" + time + "\"}");
        }
        var unused = call("timeline", "{\"session\":\"s\",\"known_at\":\"" + time + "\"}");

        assertThat(asked)
                .containsExactly(
                        "/v1/credentials/x/lineage?as_of=2026-11-23T00%3A00%3A00Z",
                        "/v1/incidents/x/revoke-first?as_of=2026-11-23T00%3A00%3A00Z",
                        "/v1/timeline?session=s&known_at=2026-11-23T00%3A00%3A00Z");
    }

    @Test
    void what_goes_wrong_in_a_tool_is_said_to_the_assistant() {
        assertThat(call("event", "{\"id\":\"away\"}").at("/result/isError").booleanValue())
                .isTrue();
        assertThat(call("event", "{}").at("/result/content/0/text").textValue()).isEqualTo("argument id is missing");
        assertThat(call("state", "{\"sesion\":\"x\"}")
                        .at("/result/content/0/text")
                        .textValue())
                .startsWith("unknown argument: sesion");
    }

    @Test
    void what_is_wrong_with_a_message_has_the_codes_of_json_rpc() {
        assertThat(code("{")).isEqualTo(-32_700);
        assertThat(code("[1]")).isEqualTo(-32_600);
        assertThat(code("{\"id\":1,\"method\":\"no/such\"}")).isEqualTo(-32_601);
        assertThat(code("{\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"drop\"}}"))
                .isEqualTo(-32_602);
    }

    private int code(String line) {
        return server.answer(line).orElseThrow().at("/error/code").intValue();
    }

    private JsonNode call(String tool, String arguments) {
        return server.answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}")
                .orElseThrow();
    }
}
