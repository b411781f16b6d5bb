package dev.recount.sigma.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.RealData;
import dev.recount.sigma.Rules;
import dev.recount.sigma.collection.RuleCollection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HuntTest {

    private static final String LOGIN_FAILED = """
            title: Login failed
            name: failed
            level: low
            author: A. Author
            logsource: {product: test}
            detection: {sel: {action: login, ok: false}, condition: sel}
            """;
    private static final String BURST = """
            ---
            title: Many failed logins
            id: 11111111-2222-4333-8444-555555555555
            correlation: {type: event_count, rules: [failed], group-by: [user], timespan: 10s, condition: {gte: 2}}
            """;

    @Test
    void prints_a_match_with_file_line_and_author() throws IOException {
        List<String> found = hunt(LOGIN_FAILED, "{\"action\":\"x\"}\n\n{\"action\":\"LOGIN\",\"ok\":false}\n");

        assertThat(found)
                .containsExactly(
                        "{\"kind\":\"match\",\"rule_id\":\"failed\",\"title\":\"Login failed\",\"level\":\"low\",\"author\":\"A. Author\",\"file\":\"a.ndjson\",\"line\":3}");
    }

    @Test
    void prints_a_correlation_with_its_group_first_fire_and_lines() throws IOException {
        List<String> found = hunt(LOGIN_FAILED + BURST, """
                {"time":"2026-01-01T00:00:09Z","action":"login","ok":false,"user":"eve"}
                {"time":"2026-01-01T00:00:01Z","action":"login","ok":false,"user":"eve"}
                {"time":"2026-01-01T00:00:02Z","action":"login","ok":false,"user":"bob"}
                """);

        assertThat(found)
                .containsExactly(
                        "{\"kind\":\"correlation\",\"rule_id\":\"11111111-2222-4333-8444-555555555555\",\"title\":\"Many failed logins\",\"group\":{\"user\":\"eve\"},\"first_fire\":\"2026-01-01T00:00:09.000000Z\",\"evidence\":[2,1],\"file\":\"a.ndjson\",\"following\":[]}");
    }

    @Test
    void base_rules_report_on_their_own_only_when_asked_to() throws IOException {
        String line = "{\"time\":\"2026-01-01T00:00:09Z\",\"action\":\"login\",\"ok\":false,\"user\":\"eve\"}\n";

        assertThat(hunt(LOGIN_FAILED + BURST, line)).isEmpty();
        assertThat(hunt(LOGIN_FAILED + BURST + "generate: true\n", line)).hasSize(1);
        assertThat(hunt(LOGIN_FAILED + BURST.replace("gte: 2}", "gte: 2}, generate: true"), line))
                .hasSize(1);
    }

    @Test
    void a_line_repeated_to_the_last_byte_counts_once_if_its_time_is_fine() throws IOException {
        String fine = "{\"time\":\"2026-01-01T00:00:09.000001Z\",\"action\":\"login\",\"ok\":false,\"user\":\"eve\"}\n";
        String coarse = fine.replace(".000001", "");

        assertThat(hunt(LOGIN_FAILED + BURST, fine + fine)).isEmpty();
        assertThat(hunt(LOGIN_FAILED + BURST, coarse + coarse)).hasSize(1);
    }

    @Test
    void a_record_with_its_sources_number_counts_once_however_coarse_its_time() throws IOException {
        String line =
                "{\"eventID\":\"e-1\",\"time\":\"2026-01-01T00:00:09Z\",\"action\":\"login\",\"ok\":false,\"user\":\"eve\"}\n";

        assertThat(hunt(LOGIN_FAILED + BURST, line + line)).isEmpty();
        assertThat(hunt(LOGIN_FAILED + BURST, line + line.replace("e-1", "e-2")))
                .hasSize(1);
    }

    @Test
    void numbers_that_cannot_be_written_out_harm_nothing() throws IOException {
        String sum = BURST.replace("event_count", "value_sum").replace("gte: 2", "gte: 2, field: n");
        String line = "{\"time\":1,\"action\":\"login\",\"ok\":false,\"user\":\"eve\",\"n\":%s}\n";

        assertThat(hunt(
                        LOGIN_FAILED + sum,
                        line.formatted("1e999999999") + line.formatted("1e-999999999") + line.formatted("1")))
                .isEmpty();
        assertThat(hunt(LOGIN_FAILED.replace("ok: false", "n|contains: '00'"), line.formatted("1e999999999")))
                .isEmpty();
    }

    @Test
    void evidence_in_several_files_names_them() throws IOException {
        List<String> found = new ArrayList<>();
        Hunt hunt = new Hunt(
                Rules.collection(LOGIN_FAILED + BURST),
                HuntOptions.DEFAULT,
                finding -> found.add(finding.toJson()),
                line -> {});
        String line = "{\"time\":%d,\"action\":\"login\",\"ok\":false,\"user\":\"eve\"}\n";

        hunt.read("b", new StringReader("\n" + line.formatted(2)));
        hunt.read("a", new StringReader("[" + line.formatted(1) + "]"));
        hunt.finish();

        assertThat(found)
                .singleElement()
                .asString()
                .contains("\"evidence\":[1,2],\"evidence_files\":[\"a\",\"b\"],\"evidence_records\":[1,0]");
    }

    @Test
    void tells_about_lines_it_cannot_use() throws IOException {
        List<Hunt.BadLine> bad = new ArrayList<>();
        Hunt hunt = new Hunt(Rules.collection(LOGIN_FAILED + BURST), HuntOptions.DEFAULT, finding -> {}, bad::add);

        hunt.read("f", new StringReader("{\n[1]\nnull\n{\"action\":\"login\",\"ok\":false,\"user\":\"u\"}\n{} {}\n"));
        hunt.finish();

        assertThat(bad).extracting(Hunt.BadLine::line).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(bad.get(3).reason()).contains("no time");
    }

    @Test
    void reads_compressed_lines() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"action\":\"login\",\"ok\":false}\n".getBytes(StandardCharsets.UTF_8));
        }
        List<Finding> found = new ArrayList<>();
        Hunt hunt = new Hunt(Rules.collection(LOGIN_FAILED), HuntOptions.DEFAULT, found::add, line -> {});

        hunt.read("f.gz", Lines.of(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(found).hasSize(1);
    }

    @Test
    @Tag("real-data")
    void vault_correlations_come_out_the_same_from_shuffled_and_doubled_lines() throws IOException {
        List<String> lines = new ArrayList<>(RealData.read(RealData.folder("vault-audit/vault-audit-first420.ndjson"))
                .lines()
                .toList());
        lines.addAll(List.copyOf(lines));
        Collections.shuffle(lines, new Random(7));
        for (Map<String, Object> expectation :
                RealData.lines(RealData.folder("sigma/correlations/vault-expected.ndjson"))) {
            String rules = RealData.read(RealData.folder("sigma/correlations/" + expectation.get("file")));

            List<String> found = hunt(rules, String.join("\n", lines));

            List<?> fires = (List<?>) expectation.get("fires");
            assertThat(found).hasSize(fires.size());
            for (Object fire : fires) {
                Map<?, ?> expected = (Map<?, ?>) fire;
                assertThat(found).anySatisfy(line -> assertThat(line)
                        .contains("\"first_fire\":\"" + expected.get("first_fire") + "\"")
                        .contains("\"" + ((List<?>) expected.get("group")).get(0) + "\""));
            }
        }
    }

    private static List<String> hunt(String rules, String lines) throws IOException {
        RuleCollection collection = Rules.collection(rules);
        List<String> found = new ArrayList<>();
        Hunt hunt = new Hunt(collection, HuntOptions.DEFAULT, finding -> found.add(finding.toJson()), line -> {
            throw new AssertionError(line);
        });
        hunt.read("a.ndjson", new StringReader(lines));
        hunt.finish();
        return found;
    }
}
