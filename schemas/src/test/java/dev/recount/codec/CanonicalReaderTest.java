package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recount.event.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalReaderTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] TEXTS = {
        "", "a", "b", "Z", "é", "\u20ac", "\ud83d\ude00", "\"", "\\", "\n", "\u0001", "10", "2"
    };

    @Test
    void gives_the_form_that_the_tree_has() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            var tree = value(random, 4);

            assertThat(read(tree.toString())).as("seed " + seed).isEqualTo(CanonicalJson.of(tree));
        }
    }

    @Test
    void stands_at_the_end_of_the_value() throws IOException {
        try (var parser = RecordJson.MAPPER.createParser("[{\"b\":1,\"a\":[2]},3]")) {
            parser.nextToken();
            parser.nextToken();

            assertThat(CanonicalReader.read(parser).text()).isEqualTo("{\"a\":[2],\"b\":1}");
            parser.nextToken();
            assertThat(parser.getIntValue()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":3}", "[{\"x\":{\"k\":1,\"j\":1,\"k\":2}}]"})
    void refuses_a_key_that_stands_twice(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    private static Json read(String json) throws IOException {
        try (var parser = RecordJson.MAPPER.createParser(json)) {
            parser.nextToken();
            return CanonicalReader.read(parser);
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.numberNode(random.nextLong() >> random.nextInt(64));
            case 1 -> NODES.numberNode(new BigInteger(100, random));
            case 2 -> NODES.numberNode(new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(30) - 10));
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.nullNode();
            case 5 -> NODES.textNode(text(random));
            case 6 -> {
                var array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = NODES.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }
}
