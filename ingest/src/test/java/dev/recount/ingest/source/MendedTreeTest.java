package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MendedTreeTest {

    @Test
    void leaves_a_record_that_can_be_kept_as_it_is() {
        var tree = read("{\"a\":[1,2.50,true,null,\"x\"]}");

        assertThat(tree.notes()).isEmpty();
        assertThat(tree.document()).isEqualTo(Sources.tree("{\"a\":[1,2.50,true,null,\"x\"]}"));
    }

    @Test
    void cuts_what_is_too_deep_and_keeps_what_stands_beside_it() {
        var deep = "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000);

        var tree = read("{\"tool_input\":{\"command\":\"ls\",\"deep\":" + deep + ",\"after\":2}}");

        assertThat(tree.document().at("/tool_input/command").asText()).isEqualTo("ls");
        assertThat(tree.document().at("/tool_input/after").asInt()).isEqualTo(2);
        assertThat(tree.document().toString()).contains("9802 levels below level 200 were cut");
        assertThat(tree.notes()).containsExactly("/tool_input/deep/x/x: 9802 levels below level 200 were cut");
    }

    @Test
    void cuts_a_number_and_a_name_that_are_too_long() {
        var tree = read("{\"n\":" + "1".repeat(5_000) + ",\"" + "k".repeat(60_000) + "\":1,\"command\":\"ls\"}");

        assertThat(tree.document().get("command").asText()).isEqualTo("ls");
        assertThat(tree.document().get("n").asText()).contains("[5000 characters, sha256 ");
        assertThat(tree.notes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":", "{\"a\":1,\"a\":2}", "{} {}"})
    void refuses_what_is_no_record(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedItem.class);
    }

    @Test
    void refuses_a_key_that_is_given_twice_beside_what_is_cut() {
        var deep = "[".repeat(300) + "]".repeat(300);

        assertThatThrownBy(() -> read("{\"d\":" + deep + ",\"a\":1,\"a\":2}"))
                .hasMessageContaining("given twice in /a");
    }

    @Test
    void replaces_half_characters_and_says_so() {
        var tree = read("{\"tool_input\":{\"command\":\"a\\ud800b\\udc00 \\ud83d\\ude00 \\\\ud800\"}}");

        assertThat(tree.document().at("/tool_input/command").asText()).isEqualTo("a\ufffdb\ufffd 😀 \\ud800");
        assertThat(tree.notes())
                .containsExactly("/tool_input/command: half a character at byte 27 was replaced, and 1 more");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":{\"b\":\"x\\ud800\"}}', 'at byte 12 in /a/b'",
        "'{\"a\":[\"\",\"\\udfff\"]}', 'at byte 10 in /a/1'",
        "'\"\\ud800\\ud800\"', 'at byte 1;'"
    })
    void names_the_field_of_half_a_character(String json, String where) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ItemParsers.tree(body, 0, body.length)).hasMessageContaining(where);
    }

    @Test
    void names_the_field_and_the_byte_where_utf_8_ends() {
        byte[] body = "{\"a\":{\"b\":[1,\"xé?\"]}}".getBytes(StandardCharsets.UTF_8);
        body[17] = (byte) 0xFF;

        assertThatThrownBy(() -> ItemParsers.tree(body, 0, body.length))
                .hasMessage("not valid UTF-8 at byte 17 in /a/b/1");
    }

    private static MendedTree read(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return MendedTree.read(body, 0, body.length);
    }
}
