package dev.recount.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.RecordJson;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonBytesTest {

    @Test
    void writes_strings_as_every_other_answer_does() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var characters = List.of("a", "~", "\"", "\\", "/", "\n", "\u0001", "\u007f", "ü", "\u2028", "\ud83d\ude00");
        for (int i = 0; i < 300; i++) {
            var text = Stream.generate(() -> characters.get(random.nextInt(characters.size())))
                    .limit(random.nextInt(8))
                    .collect(Collectors.joining());

            assertThat(text(new JsonBytes(1).quoted(text)))
                    .as("seed %d", seed)
                    .isEqualTo(RecordJson.MAPPER.writeValueAsString(text));
        }
    }

    @Test
    void grows_with_what_is_written() {
        var out = new JsonBytes(0).ascii("{\"a\":").number(-17).ascii(",\"b\":").quoted(List.of("x", "y"));
        out.raw(new JsonBytes(4).ascii(",\"c\":").quoted(List.of())).ascii("}");

        assertThat(text(out)).isEqualTo("{\"a\":-17,\"b\":[\"x\",\"y\"],\"c\":[]}");
    }

    private static String text(JsonBytes json) {
        return new String(json.toByteArray(), UTF_8);
    }
}
