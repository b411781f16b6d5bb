package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalCheckTest {

    private static boolean isCanonical(String json) {
        return CanonicalCheck.isCanonical(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\": 1}",
                "{\"a\":1} ",
                "{\"a\":1}{}",
                "{\"a\":1,}",
                "{\"a\":{\"x\":[{\"y\":1,\"y\":2}]}}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u000A\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\t\"}",
                "{\"\\t\":1,\"\\b\":1}",
                "[1.0]",
                "[01]",
                "[-0]",
                "[1E2]",
                "[1e400]",
                "[9007199254740993]",
                "[truE]",
                "[",
                "\"",
                ""
            })
    void refuses_what_can_be_written_otherwise(String json) {
        assertThat(isCanonical(json)).isFalse();
    }

    @Test
    void refuses_what_is_no_text() {
        assertThat(CanonicalCheck.isCanonical(new byte[] {'"', (byte) 0xC3, '"'}))
                .isFalse();
        assertThat(isCanonical("\"\uFFFD\"")).isTrue();
    }

    @Test
    void takes_what_is_written_here_and_nothing_that_differs_by_a_byte_from_being_it() throws Exception {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            var node = tree(random, 3);
            byte[] json = CanonicalJson.of(node).text().getBytes(StandardCharsets.UTF_8);
            assertThat(CanonicalCheck.isCanonical(json))
                    .as("seed %d: %s", seed, node)
                    .isTrue();
            json[random.nextInt(json.length)] = (byte) (32 + random.nextInt(95));
            assertThat(CanonicalCheck.isCanonical(json))
                    .as("seed %d: %s", seed, new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(isWrittenSo(json));
        }
        assertThat(CanonicalCheck.isCanonical(RecordJson.of(Event.class).canonical(TestEvents.EVERYTHING)))
                .isTrue();
    }

    private static boolean isWrittenSo(byte[] json) {
        try (var parser = RecordJson.MAPPER.createParser(new String(json, StandardCharsets.UTF_8))) {
            JsonNode node = RecordJson.MAPPER.readTree(parser);
            byte[] written = CanonicalJson.of(node).text().getBytes(StandardCharsets.UTF_8);
            return parser.nextToken() == null && Arrays.equals(json, written);
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static JsonNode tree(SplittableRandom random, int depth) {
        var nodes = RecordJson.MAPPER.getNodeFactory();
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0:
                return nodes.textNode(text(random));
            case 1:
                return nodes.numberNode(random.nextInt(-1_000, 1_000_000));
            case 2:
                return nodes.numberNode(random.nextDouble() * Math.pow(10, random.nextInt(-12, 12)));
            case 3:
                return nodes.booleanNode(random.nextBoolean());
            case 4:
                var array = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(tree(random, depth - 1));
                }
                return array;
            default:
                var object = nodes.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), tree(random, depth - 1));
                }
                return object;
        }
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.appendCodePoint("\b\t\n\u0001\u001f\"\\/az~\u007f\u00e9\uFFFDu0".codePointAt(random.nextInt(16)));
        }
        return random.nextInt(9) == 0 ? text.appendCodePoint(0x1F600).toString() : text.toString();
    }
}
