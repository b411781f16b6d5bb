package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InertJsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void leaves_what_can_be_seen_alone() {
        var json = "{\"a\":\"Grüße, 你好 \uD83D\uDE80 <b>=1+1</b>\",\"b\":[1,true,null]}";

        assertThat(InertJson.of(json)).isSameAs(json);
    }

    @Test
    void writes_what_cannot_be_seen_as_escapes() {
        assertThat(InertJson.of("\"a\u202Eb\u009B31m\u200B\u2028\u007F\""))
                .isEqualTo("\"a\\u202eb\\u009b31m\\u200b\\u2028\\u007f\"");
        assertThat(InertJson.of("\"" + Character.toString(0xE0041) + "\"")).isEqualTo("\"\\udb40\\udc41\"");
    }

    @Test
    void finds_one_byte_that_is_not_to_be_seen_wherever_it_is() {
        for (int length = 1; length < 40; length++) {
            var json = new byte[length];
            Arrays.fill(json, (byte) '~');
            assertThat(InertJson.isInert(json, length)).isTrue();
            for (int at = 0; at < length; at++) {
                for (byte hidden : new byte[] {0x7f, (byte) 0x80, (byte) 0xff}) {
                    json[at] = hidden;
                    assertThat(InertJson.isInert(json, length)).isFalse();
                    assertThat(InertJson.isInert(json, at)).isTrue();
                }
                json[at] = '~';
            }
        }
    }

    @Test
    void has_an_escape_for_every_character_that_this_java_knows_to_be_unseen() {
        for (int c = 0x7f; c <= Character.MAX_CODE_POINT; c++) {
            boolean unseen =
                    switch (Character.getType(c)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR -> true;
                        default -> false;
                    };
            boolean known = Character.getType(c) != Character.UNASSIGNED;
            assertThat(InertJson.isHostile(c) == unseen || !known).as("%x", c).isTrue();
        }
        assertThat(InertJson.isHostile('a')).isFalse();
    }

    @Test
    void says_the_same_to_a_reader() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var text = new StringBuilder();
            random.ints(20, 0, 0x10FFFF)
                    .filter(c -> Character.getType(c) != Character.SURROGATE)
                    .forEach(text::appendCodePoint);
            JsonNode node = MAPPER.createObjectNode().put("text", text.toString());
            var inert = InertJson.of(node.toString());

            assertThat(MAPPER.readTree(inert)).as("seed %d", seed).isEqualTo(node);
            assertThat(inert.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT))
                    .as("seed %d", seed)
                    .isFalse();
        }
    }
}
