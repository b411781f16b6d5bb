package dev.recount.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.evidence.export.Selection;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What reports say of canaries. */
class CanaryReportTest extends ReportFixture {

    @Test
    void a_canary_that_did_not_come_back_is_an_exception_and_one_that_came_late_is_not() throws IOException {
        canary("heartbeat", "2026-05-01T00:00:00Z", "ours");
        canary("gap", "2026-05-01T00:05:00Z", "ours");
        canary("gap", "2026-05-01T00:10:00Z", "ours");
        canary("heartbeat", "2026-05-01T00:10:00Z", "ours");

        var works = check(report(Control.PCI_10), "10.7");

        assertThat(works.path("looked_at").asLong()).isEqualTo(3);
        assertThat(works.path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("canary-1777593900000: did not come back");
    }

    @Test
    void a_canary_that_nobody_vouches_for_shows_nothing_and_is_named() throws IOException {
        canary("heartbeat", "2026-05-01T00:00:00Z", "another's");

        var report = report(Control.PCI_10);

        assertThat(check(report, "10.7").path("verdict").asText()).isEqualTo("exceptions");
        assertThat(check(report, "10.7").path("examples").toString()).contains("nobody vouches");
        assertThat(report.at("/silence/canaries").asLong()).isZero();
        assertThat(report.at("/silence/canaries_not_vouched_for").asLong()).isEqualTo(1);
    }

    @Test
    void the_history_of_canaries_says_when_the_first_and_the_last_came_back_and_how_long_none_did() throws IOException {
        canary("heartbeat", "2026-05-01T01:00:00Z", "ours");
        canary("heartbeat", "2026-05-01T01:05:00Z", "ours");
        canary("gap", "2026-05-01T01:10:00Z", "ours");
        canary("heartbeat", "2026-05-01T01:25:00Z", "ours");

        var hour = Instant.parse("2026-05-01T01:00:00Z");
        var silence = report(
                        Control.PCI_10,
                        new Selection(Optional.empty(), Optional.of(hour), Optional.of(hour.plusSeconds(1_800))),
                        Clock.fixed(hour.plusSeconds(7_200), ZoneOffset.UTC))
                .path("silence");

        assertThat(silence.path("first_canary_that_came_back").asText()).isEqualTo("2026-05-01T01:00:00.000000Z");
        assertThat(silence.path("last_canary_that_came_back").asText()).isEqualTo("2026-05-01T01:25:00.000000Z");
        assertThat(silence.path("longest_silence_of_canaries_seconds").asLong()).isEqualTo(1_200);
    }

    @Test
    void a_silence_until_the_end_of_the_range_is_one() throws IOException {
        canary("heartbeat", "2026-05-01T01:00:00Z", "ours");
        var made = Instant.parse("2026-05-01T03:00:00Z");

        var report = report(Control.PCI_10, ALL, Clock.fixed(made, ZoneOffset.UTC));

        assertThat(report.at("/silence/longest_silence_of_canaries_seconds").asLong())
                .isEqualTo(7_200);
    }

    private void canary(String phase, String sentAt, String seal) throws IOException {
        record("{\"id\":\"" + phase + sentAt + "\",\"type\":\"recorder\",\"phase\":\"" + phase + "\",\"occurred_at\":\""
                + sentAt + "\",\"action\":{\"tool\":\"recount-canary\"},\"labels\":{\"seal\":\"" + seal + "\"}}");
    }
}
