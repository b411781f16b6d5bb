package dev.recount.standalone.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {

    private static final InputFile STDIN = new InputFile("stdin", null);

    @TempDir
    Path directory;

    private final List<SourceRecord> items = new ArrayList<>();

    private List<String> read(String text) throws UnreadableFile {
        RecordFile.read(STDIN, stream(text), Set.of("Records"), items::add);
        return items.stream().map(SourceRecord::json).toList();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_one_record_from_each_line_unchanged() throws UnreadableFile {
        assertThat(read("{\"a\": 1.10}\n\r\n  {\"b\":\"é\"}\r\n{\"c\":3}"))
                .containsExactly("{\"a\": 1.10}", "{\"b\":\"é\"}", "{\"c\":3}");
        assertThat(items).extracting(SourceRecord::place).containsExactly("stdin:1", "stdin:3", "stdin:4");
    }

    @Test
    void hands_over_a_line_that_is_not_json_and_goes_on() throws UnreadableFile {
        assertThat(read("{\"a\":1}\n{\"b\":\n{\"c\":3}\n")).containsExactly("{\"a\":1}", "{\"b\":", "{\"c\":3}");
    }

    @Test
    void keeps_to_lines_where_the_first_one_is_broken() throws UnreadableFile {
        assertThat(read("{\"a\":oops}\n{\"b\":2}\n")).containsExactly("{\"a\":oops}", "{\"b\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notjson", "{\"a\":", "12", "\"a\"", "{\"a\":1},"})
    void takes_the_good_lines_after_a_bad_first_one(String bad) throws UnreadableFile {
        assertThat(read(bad + "\n{\"b\":2}\nbad too\n{\"c\":3}\n"))
                .containsSubsequence("{\"b\":2}", "bad too", "{\"c\":3}")
                .hasSize(4);
        assertThat(items).last().extracting(SourceRecord::place).isEqualTo("stdin:4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"b\":[2.50]}]",
                "{\"Records\":[{\"a\":1},{\"b\":[2.50]}]}",
                "{\n  \"digest\": {\"x\": [1]},\n  \"Records\": [\n    {\"a\": 1},\n    {\"b\": [2.50]}\n  ],\n  \"z\": [9]\n}",
                "{\"Records\":[{\"a\":1}]}{\"Records\":[{\"b\":[2.50]}]}"
            })
    void reads_records_from_arrays_and_envelopes(String text) throws UnreadableFile {
        assertThat(read(text)).containsExactly("{\"a\":1}", "{\"b\":[2.50]}");
        assertThat(items).extracting(SourceRecord::place).containsExactly("stdin[0]", "stdin[1]");
    }

    @Test
    void takes_a_single_object_over_many_lines_for_one_record() throws UnreadableFile {
        assertThat(read("{\n  \"type\": \"action\",\n  \"n\": 12345678901234567890.5\n}\n"))
                .containsExactly("{\"type\":\"action\",\"n\":12345678901234567890.5}");
    }

    @Test
    void reads_nothing_from_nothing() throws UnreadableFile {
        assertThat(read("")).isEmpty();
        assertThat(read(" \n \n")).isEmpty();
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void hands_over_what_came_before_a_break_and_does_not_quote_the_rest() {
        assertThatThrownBy(() -> read("[{\"a\":1},\n{\"b\": hush}]"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("stdin:2:")
                .hasMessageContaining("is not JSON from here on")
                .hasMessageNotContaining("hush");
        assertThat(items).extracting(SourceRecord::json).containsExactly("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "\"text\"", "null"})
    void refuses_json_that_holds_no_objects(String text) {
        assertThatThrownBy(() -> read(text)).hasMessage("stdin: holds JSON, but no objects");
    }

    @Test
    void unpacks_gzip_whatever_the_name_says() throws Exception {
        Path file = directory.resolve("trail.json");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"Records\":[{\"a\":1}]}".getBytes(StandardCharsets.UTF_8));
        }

        RecordFile.read(
                InputFile.of(List.of(file.toString())).get(0),
                InputStream.nullInputStream(),
                Set.of("Records"),
                items::add);

        assertThat(items).containsExactly(new SourceRecord("{\"a\":1}", file + "[0]"));
    }

    @Test
    void finds_the_files_of_records_in_a_folder_in_order() throws Exception {
        for (String name : List.of("b.json.gz", "a.ndjson", "notes.txt", ".hidden.json", "sub/c.jsonl")) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.createFile(directory.resolve(name));
        }

        assertThat(InputFile.of(List.of(directory.toString())))
                .extracting(file -> directory.relativize(Path.of(file.name())).toString())
                .containsExactly("a.ndjson", "b.json.gz", "sub/c.jsonl");
    }

    @Test
    void says_which_file_is_not_there() {
        assertThatThrownBy(() -> InputFile.of(List.of("nowhere.json")))
                .hasMessage("nowhere.json: there is no such file");
        assertThatThrownBy(() -> InputFile.of(List.of(directory.toString()))).hasMessageContaining("holds no .json");
    }

    /** 100 MB in one array on one line. */
    @Test
    void needs_the_memory_of_one_record_whatever_the_size_of_the_file() throws Exception {
        int count = 1_000;
        String filler = "x".repeat(100_000);
        PipedInputStream in = new PipedInputStream(1 << 16);
        PipedOutputStream pipe = new PipedOutputStream(in);
        Thread writer = new Thread(() -> writeEnvelope(pipe, count, filler));
        writer.start();
        long[] seen = {0, 0};

        RecordFile.read(STDIN, in, Set.of("Records"), item -> {
            seen[0]++;
            seen[1] = Math.max(seen[1], item.json().length());
        });

        writer.join();
        assertThat(seen[0]).isEqualTo(count);
        assertThat(seen[1]).isLessThan(100_100);
    }

    private static void writeEnvelope(OutputStream pipe, int count, String filler) {
        try (Writer out = new OutputStreamWriter(pipe, StandardCharsets.UTF_8)) {
            out.write("{\"Records\":[");
            for (int i = 0; i < count; i++) {
                out.write((i == 0 ? "" : ",") + "{\"i\":" + i + ",\"filler\":\"" + filler + "\"}");
            }
            out.write("]}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
