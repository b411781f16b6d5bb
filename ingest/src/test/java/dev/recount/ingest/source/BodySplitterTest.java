package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodySplitterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}|{\"a\":1}",
                "[{\"a\":1},{\"b\":[2,3]}]|{\"a\":1};{\"b\":[2,3]}",
                "[ 1 , \"x,]\\\"y\" , null ]|1;\"x,]\\\"y\";null",
                "{\"a\":1} {\"b\":2}|{\"a\":1};{\"b\":2}",
                "{\"a\":1}{\"b\":2}|{\"a\":1};{\"b\":2}",
                "[{\"a\":1},{\"b\":|{\"a\":1};{\"b\":",
                "[{\"a\":\"x|{\"a\":\"x",
                "[{\"a\":1}}]|{\"a\":1};}",
                "[]|``",
                "plain words|plain;words",
            })
    void finds_values_by_their_brackets(String body, String expected) {
        var found = String.join(";", texts(body.getBytes(StandardCharsets.UTF_8)));

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void finds_lines_and_skips_a_byte_order_mark() {
        byte[] body = "\uFEFF{\"a\":1}\r\n\n  \n{\"b\":2}".getBytes(StandardCharsets.UTF_8);

        assertThat(BodySplitter.lines(body)).hasSize(2);
        assertThat(text(body, BodySplitter.lines(body).get(0))).isEqualTo("{\"a\":1}");
        assertThat(text(body, BodySplitter.lines(body).get(1))).isEqualTo("{\"b\":2}");
    }

    @Test
    void finds_the_records_of_a_delivery() {
        var wrappers = List.of("Records", "detail");
        byte[] records = "{\"x\":{\"Records\":1},\"Records\":[{\"a\":1},{\"b\":2}]}".getBytes(StandardCharsets.UTF_8);
        byte[] detail = "{\"id\":\"1\",\"detail\":{\"a\":1},\"z\":2}".getBytes(StandardCharsets.UTF_8);
        byte[] broken = "{\"x\": tru".getBytes(StandardCharsets.UTF_8);

        assertThat(WrappedRecords.slices(records, wrappers).stream().map(s -> text(records, s)))
                .containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(WrappedRecords.slices(detail, wrappers).stream().map(s -> text(detail, s)))
                .containsExactly("{\"a\":1}");
        assertThat(WrappedRecords.slices(broken, wrappers)).hasSize(1);
    }

    @Test
    void an_array_that_was_cut_has_an_item_of_no_bytes() {
        for (var cut : List.of("[{\"a\":1},", "[{\"a\":1}", "[", "[1, ")) {
            byte[] body = cut.getBytes(StandardCharsets.UTF_8);
            var slices = BodySplitter.values(body);

            assertThat(slices.get(slices.size() - 1).length()).as(cut).isZero();
        }
        assertThat(BodySplitter.values("[{\"a\":".getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(BodySplitter.values("[ ]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void what_stands_between_commas_or_behind_the_array_is_not_passed_over() {
        byte[] hole = "[1,,2]".getBytes(StandardCharsets.UTF_8);
        byte[] behind = "[1] garbage".getBytes(StandardCharsets.UTF_8);

        assertThat(BodySplitter.values(hole).stream().map(s -> text(hole, s))).containsExactly("1", "", "2");
        assertThat(BodySplitter.values(behind).stream().map(s -> text(behind, s)))
                .containsExactly("1", "garbage");
    }

    @Test
    void takes_every_wrapper_of_a_delivery() {
        byte[] twice = "{\"Records\":[{\"a\":1}],\"Records\":[{\"b\":2}]}".getBytes(StandardCharsets.UTF_8);
        byte[] cut = "{\"Records\":[{\"a\":1},".getBytes(StandardCharsets.UTF_8);

        assertThat(WrappedRecords.slices(twice, List.of("Records")).stream().map(s -> text(twice, s)))
                .containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(WrappedRecords.slices(cut, List.of("Records")).stream().map(s -> text(cut, s)))
                .containsExactly("{\"a\":1}", "");
    }

    @Test
    void splits_any_array_as_a_parser_does() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            int size = random.nextInt(6);
            for (int i = 0; i < size; i++) {
                array.add(RandomJson.value(random, 4));
            }
            byte[] body =
                    (random.nextBoolean() ? array.toString() : array.toPrettyString()).getBytes(StandardCharsets.UTF_8);

            assertThat(texts(body).stream().map(Sources::tree))
                    .as("seed " + seed)
                    .containsExactlyElementsOf(array);
        }
    }

    @Test
    void ends_on_any_bytes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var alphabet = "[]{}\",:\\ \n1ax".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2_000; round++) {
            var body = new byte[random.nextInt(40)];
            for (int i = 0; i < body.length; i++) {
                body[i] = alphabet[random.nextInt(alphabet.length)];
            }

            int covered = BodySplitter.values(body).stream()
                    .mapToInt(BodySplitter.Slice::length)
                    .sum();

            assertThat(covered).as("seed " + seed).isLessThanOrEqualTo(body.length);
            assertThat(BodySplitter.lines(body)).as("seed " + seed).allMatch(slice -> slice.length() > 0);
        }
    }

    private static List<String> texts(byte[] body) {
        return BodySplitter.values(body).stream()
                .map(slice -> text(body, slice))
                .toList();
    }

    private static String text(byte[] body, BodySplitter.Slice slice) {
        return new String(body, slice.offset(), slice.length(), StandardCharsets.UTF_8);
    }
}
