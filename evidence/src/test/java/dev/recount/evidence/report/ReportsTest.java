package dev.recount.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Canary;
import dev.recount.event.TestEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportsTest extends ReportFixture {

    @Test
    void what_is_as_it_should_be_holds_and_what_was_not_seen_is_not_shown() throws IOException {
        act("a", 1);
        act("b", 2);

        var report = report(Control.PCI_10);

        assertThat(check(report, "10.2.2").path("verdict").asText()).isEqualTo("holds");
        assertThat(check(report, "10.3.2").path("verdict").asText()).isEqualTo("holds");
        assertThat(check(report, "10.3.2").path("looked_at").asLong()).isEqualTo(2);
        assertThat(check(report, "10.2.1.3").path("verdict").asText()).isEqualTo("not_shown");
        assertThat(check(report, "10.5.1").path("verdict").asText()).isEqualTo("not_shown");
        assertThat(report.at("/silence/silent_rules")).hasSize(2);
        assertThat(report.path("does_not_show"))
                .extracting(JsonNode::asText)
                .anyMatch(text -> text.startsWith("that a sensor was well"));
        assertThat(report.at("/checkpoint/size").asLong()).isEqualTo(2);
    }

    @Test
    void a_record_that_is_not_what_was_sealed_is_an_exception_by_name() throws IOException {
        act("a", 1);
        act("b", 2);
        events.set(1, events.get(1).toBuilder().traceId("changed").build());

        var unchanged = check(report(Control.HIPAA_312B), "164.312(c)");

        assertThat(unchanged.path("verdict").asText()).isEqualTo("exceptions");
        assertThat(unchanged.path("examples")).extracting(JsonNode::asText).containsExactly("b");
    }

    @Test
    void a_record_that_is_not_sealed_yet_is_none_and_one_that_should_long_be_sealed_is_an_exception()
            throws IOException {
        act("a", 1);
        unsealed("fresh", TestEvents.T0.minusSeconds(5));
        assertThat(check(report(Control.HIPAA_312B), "164.312(c)")
                        .path("verdict")
                        .asText())
                .isEqualTo("holds");
        unsealed("late", TestEvents.T0.minus(Duration.ofMinutes(2)));
        var unchanged = check(report(Control.HIPAA_312B), "164.312(c)");
        assertThat(unchanged.path("examples"))
                .singleElement()
                .asString()
                .contains("late: was recorded more than a minute before and is not sealed");
        assertThat(unchanged.path("says").asText()).contains("1 are so new");
    }

    private void unsealed(String id, Instant recordedAt) {
        events.add(
                TestEvents.EVERYTHING.toBuilder().id(id).recordedAt(recordedAt).build());
    }

    @Test
    void records_whose_leaves_a_damaged_tree_has_lost_are_exceptions_and_not_new() throws IOException {
        act("a", 1);
        act("b", 2);
        Files.write(folder.resolve("evidence/level-0"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        assertLost();
        Files.write(folder.resolve("evidence/partition-0"), new byte[2 * 3 * Long.BYTES]);
        assertLost();
    }

    private void assertLost() {
        var unchanged = check(report(Control.HIPAA_312B), "164.312(c)");
        assertThat(unchanged.path("verdict").asText()).isEqualTo("exceptions");
        assertThat(unchanged.path("examples"))
                .extracting(JsonNode::asText)
                .allMatch(text -> text.contains("its leaf is gone"))
                .hasSize(2);
    }

    @Test
    void gaps_and_incomplete_records_and_wrong_clocks_are_exceptions() throws IOException {
        act("a", 1);
        act("d", 4);
        record("{\"id\":\"c\",\"type\":\"action\",\"occurred_at\":\"2026-04-01T00:00:00Z\","
                + "\"recorded_at\":\"2026-05-01T00:00:00Z\"}");

        var report = report(Control.ISO27001_A8_15);

        assertThat(report.toString()).contains("session s: 2 missing, the first is 2");
        assertThat(check(report, "A.8.15").path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("c");
        assertThat(check(report, "A.8.17").path("exceptions").asLong()).isEqualTo(1);
    }

    @Test
    void who_was_shown_evidence_or_took_it_away_is_a_reader_and_nobody_else_is() throws IOException {
        record(read("list", "recorder", "\"tool\":\"recount-api\","));
        record(read("export", "human", ""));
        record(read("an-agent-of-that-name", "agent_hook", ""));
        act("a", 1);

        var reads = check(report(Control.PCI_10), "10.2.1.3");

        assertThat(reads.path("looked_at").asLong()).isEqualTo(2);
        assertThat(reads.path("says").asText()).startsWith("2 readers");
    }

    private static String read(String id, String sensor, String tool) {
        return """
                {"id":"%s","type":"action","phase":"succeeded","occurred_at":"2026-05-01T00:00:00Z",
                 "sensor":{"kind":"%s","name":"recount-api"},"actor":{"id":"token:%s"},
                 "action":{%s"operation":"x","verb":"read"},"resource":{"id":"recount:x"}}""".formatted(id, sensor, id, tool);
    }

    @Test
    void every_session_is_counted_but_the_canarys_and_those_that_number_apart() throws IOException {
        act("a", 1);
        record(
                "{\"id\":\"b\",\"type\":\"action\",\"occurred_at\":\"2026-05-01T00:00:00Z\",\"session\":{\"id\":\"t\"}}");
        record(new String(JSON.canonical(Canary.step(1, TestEvents.T0)), StandardCharsets.UTF_8));

        var report = report(Control.ISO27001_A8_15);

        assertThat(report.at("/population/sessions").asLong()).isEqualTo(2);
        assertThat(report.at("/population/sessions_that_number").asLong()).isEqualTo(1);
    }

    static List<Control> controls() {
        return Control.ALL;
    }

    @ParameterizedTest
    @MethodSource("controls")
    void every_control_has_a_report_in_words_that_runs_nothing(Control control) throws IOException {
        act("<script>alert(1)</script>|[x](javascript:y)", 1);
        act("b", 9);
        events.set(0, events.get(0).toBuilder().traceId("changed").build());

        var report = report(control);

        assertThat(Control.named(control.wire())).contains(control);
        assertThat(ReportText.html(report)).contains("What this does not show").doesNotContain("<script");
        assertThat(ReportText.markdown(report))
                .contains("## Checks", "What this does not show")
                .doesNotContain("<script>")
                .doesNotContain("[x](");
    }
}
