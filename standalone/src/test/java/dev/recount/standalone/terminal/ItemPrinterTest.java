package dev.recount.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemPrinterTest {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", 6, "/id"),
            Column.of("LEVEL", 10, "/rule/level").styled(item -> Style.RED),
            Column.of("WHO", 20, "/actors"));
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String printed(OutputFormat format, boolean colours, String... items) throws Exception {
        StringWriter text = new StringWriter();
        try (ItemPrinter printer = new ItemPrinter(new PrintWriter(text), format, colours, COLUMNS)) {
            for (String item : items) {
                printer.print(item(item));
            }
        }
        return text.toString();
    }

    private static JsonNode item(String json) throws Exception {
        return MAPPER.readTree(json);
    }

    @Test
    void lines_up_columns_and_leaves_out_what_is_absent() throws Exception {
        assertThat(printed(
                        OutputFormat.TABLE,
                        false,
                        "{\"id\":\"a-1\",\"rule\":{\"level\":\"high\"},\"actors\":[\"x\",\"y\"]}",
                        "{\"id\":\"a-2\",\"actors\":null}"))
                .isEqualTo("""
                        ID   LEVEL  WHO
                        a-1  high   x y
                        a-2
                        """);
    }

    @Test
    void cuts_what_is_too_long_and_takes_out_what_could_move_the_cursor() throws Exception {
        assertThat(printed(OutputFormat.TABLE, false, "{\"id\":\"123456789\",\"actors\":\"a\\u001b[2J\\u202eb\\nc\"}"))
                .isEqualTo("""
                        ID      LEVEL  WHO
                        12345…         a [2J b c
                        """);
    }

    @Test
    void colours_only_where_it_is_wanted() throws Exception {
        String item = "{\"id\":\"a\",\"rule\":{\"level\":\"high\"}}";

        assertThat(printed(OutputFormat.TABLE, true, item)).contains("\u001b[31mhigh");
        assertThat(printed(OutputFormat.TABLE, false, item)).doesNotContain("\u001b");
    }

    @Test
    void prints_whole_items_for_programs() throws Exception {
        assertThat(printed(OutputFormat.NDJSON, true, "{\"a\":1}", "{\"b\":2}")).isEqualTo("{\"a\":1}\n{\"b\":2}\n");
        assertThat(item(printed(OutputFormat.JSON, true, "{\"a\":1}", "{\"b\":2}")))
                .isEqualTo(item("[{\"a\":1},{\"b\":2}]"));
        assertThat(item(printed(OutputFormat.JSON, true))).isEqualTo(item("[]"));
        assertThat(printed(OutputFormat.TABLE, false)).isEmpty();
    }
}
