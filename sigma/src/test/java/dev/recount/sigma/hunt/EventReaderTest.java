package dev.recount.sigma.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    @Test
    void counts_empty_lines_and_leaves_broken_ones_out() throws IOException {
        assertThat(read("{\"a\":1}\r\n\n \n{\"a\":2\n[3]\n{\"a\":4}"))
                .containsExactly("1 {a=1}", "4 bad", "5 bad", "6 {a=4}");
    }

    @Test
    void a_first_line_that_breaks_off_takes_nothing_with_it() throws IOException {
        assertThat(read("{\"a\":1\n{\"a\":2}\n{\"a\":3}\n")).containsExactly("1 bad", "2 {a=2}", "3 {a=3}");
        assertThat(read("{\"a\":\n{\"a\":2}\n{\"a\":3}\n")).containsExactly("1 bad", "2 {a=2}", "3 {a=3}");
        assertThat(read("{\"a\":[\n{\"a\":2}\n")).containsExactly("1 bad", "2 {a=2}");
        assertThat(read("1,\"b\":2}\n{\"a\":2}\n")).containsExactly("1 bad", "2 {a=2}");
        assertThat(read("{\"a\":\"x\n{\"a\":2}\n")).containsExactly("1 bad", "2 {a=2}");
    }

    @Test
    void reads_an_array_in_any_layout_and_says_where_its_elements_begin() throws IOException {
        assertThat(read("[{\"a\":1},{\"a\":2}]\n")).containsExactly("1[1] {a=1}", "1[2] {a=2}");
        assertThat(read("[\n  {\n    \"a\": 1\n  },\n  {\"a\": 2}\n]")).containsExactly("2[1] {a=1}", "5[2] {a=2}");
        assertThat(read("[\n{\"a\":1},\n7,\n[{\"a\":2}],\n{\"a\":3}]"))
                .containsExactly("2[1] {a=1}", "3 bad", "4 bad", "5[2] {a=3}");
    }

    @Test
    void reads_the_envelopes_in_which_logs_are_delivered() throws IOException {
        assertThat(read("{\"Records\":[{\"a\":1},{\"a\":2}]}")).containsExactly("1[1] {a=1}", "1[2] {a=2}");
        assertThat(read("{\"kind\":\"EventList\",\n\"items\":[{\"a\":1}]}")).containsExactly("2[1] {a=1}");
    }

    @Test
    void a_line_among_others_is_one_event_whatever_its_fields() throws IOException {
        assertThat(read("{\"Records\":[{\"a\":1}]}\n{\"b\":2}")).containsExactly("1 {Records=[{a=1}]}", "2 {b=2}");
        assertThat(read("{\"items\":[{\"a\":1}]}")).containsExactly("1 {items=[{a=1}]}");
    }

    @Test
    void an_envelope_of_records_holds_nothing_else() throws IOException {
        assertThat(read("{\"a\":1,\"records\":[{\"b\":2}]}")).containsExactly("1 {a=1, records=[{b=2}]}");
        assertThat(read("{\"records\":[1],\"a\":1}")).containsExactly("1 {records=[1], a=1}");
        assertThat(read("{\n\"a\":1,\n\"records\":[{\"b\":2}]}")).containsExactly("1[1] {a=1, records=[{b=2}]}");
    }

    @Test
    void reads_an_envelope_on_one_line_that_is_longer_than_what_is_looked_at_first() throws IOException {
        String events = "{\"a\":1},".repeat(20_000) + "{\"a\":2}]}";

        assertThat(read("{\"Records\":[" + events)).hasSize(20_001).last().isEqualTo("1[20001] {a=2}");
        assertThat(read("{\"kind\":\"EventList\",\"metadata\":{},\"items\":[" + events))
                .hasSize(20_001);
        assertThat(read("{\"records\":[" + "1,".repeat(100_000) + "1],\"a\":1}"))
                .hasSize(1);
    }

    @Test
    void a_number_that_no_java_number_can_be_stays_text() throws IOException {
        assertThat(read("{\"a\":1e99999999999}\n{\"b\":1}")).containsExactly("1 {a=1e99999999999}", "2 {b=1}");
    }

    @Test
    void reads_documents_that_go_on_beyond_what_is_looked_at_first() throws IOException {
        String padding = "\"" + "x".repeat(100) + "\",\n";
        String pretty = "{\n\"a\": [" + padding.repeat(2_000) + "1]}\n";

        assertThat(read(pretty + pretty)).hasSize(2).allMatch(event -> event.contains("a="));
        assertThat(read("[" + "{\"a\":1},".repeat(20_000) + "{\"a\":2}]")).hasSize(20_001);
    }

    @Test
    void says_where_a_document_stops_being_json() throws IOException {
        assertThat(read("[\n{\"a\":1},\n{\"a\":2},\n{\"a\" 3},\n{\"a\":4}]"))
                .containsExactly("2[1] {a=1}", "3[2] {a=2}", "4 bad");
    }

    @Test
    void passes_over_a_line_that_is_too_long_without_keeping_it() throws IOException {
        List<String> read = new ArrayList<>();
        Reader endless = new LongLine((17L << 20));

        EventReader.read(endless, sink(read));

        assertThat(read).containsExactly("1 bad", "2 {a=2}");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16BE", "UTF-16LE"})
    void reads_text_with_a_byte_order_mark(String charset) throws IOException {
        byte[] bytes = "\uFEFF{\"a\":\"é\"}\n".getBytes(Charset.forName(charset));
        List<String> read = new ArrayList<>();

        EventReader.read(Lines.of(new ByteArrayInputStream(bytes)), sink(read));

        assertThat(read).containsExactly("1 {a=é}");
    }

    @Test
    void nothing_is_no_event() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    private static List<String> read(String text) throws IOException {
        List<String> read = new ArrayList<>();
        EventReader.read(new StringReader(text), sink(read));
        return read;
    }

    private static EventReader.Sink sink(List<String> read) {
        return new EventReader.Sink() {
            @Override
            public void event(long line, long record, Map<String, Object> event, Supplier<String> text) {
                read.add(line + (record == 0 ? "" : "[" + record + "]") + " " + event);
            }

            @Override
            public void bad(long line, String reason) {
                read.add(line + " bad");
            }
        };
    }

    /** A line of a given length and a short one after it. */
    private static final class LongLine extends Reader {
        private static final String END = "\"}\n{\"a\":2}\n";
        private final long length;
        private long at;

        LongLine(long length) {
            this.length = length;
        }

        @Override
        public int read(char[] buffer, int offset, int count) {
            int done = 0;
            while (done < count && at < length + END.length()) {
                buffer[offset + done++] =
                        at < 6 ? "{\"b\":\"".charAt((int) at) : at < length ? 'x' : END.charAt((int) (at - length));
                at++;
            }
            return done == 0 ? -1 : done;
        }

        @Override
        public void close() {}
    }
}
