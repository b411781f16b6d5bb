package dev.recount.evidence.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.event.TestEvents;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.note.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The report as those see it who get it: read back from the PDF, and as a document of elements. */
class IncidentReportTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final String HOSTILE =
            "<script>alert(1)</script><img src=\"http://127.0.0.1:1/x\"/> \u202E evil \u0007 ]]> &amp; {{x}} \uD83D\uDE80 中文 שלום";
    private static final IncidentCard CARD = new IncidentCard(
            "inc_4046",
            "CRITICAL",
            "claude-code destroyed the production database's volume",
            "Cannot be undone. No registered copy is left.",
            "Whatever one live credential can still reach in production.",
            List.of("1. fp_41d420da (found, not handed out)", "2. fp_cb3812ab (held, not seen used)"),
            "revoke the credentials above, then stop session s-1.",
            List.of(new IncidentCard.Involved("Environments", List.of("production"))));

    private static IncidentReport report(IncidentCard card, List<Event> events, List<Alert> alerts) {
        var report = new IncidentReport(card, alerts, new Checkpoint("recount.test", 1_042, new byte[32]), NOW);
        for (int i = 0; i < events.size(); i++) {
            report.add(new SealedRecord(1_000 + i, RecordJson.of(Event.class).canonical(events.get(i))));
        }
        return report;
    }

    private static Alert alert(String summary, Event evidence) {
        var json = RecordJson.MAPPER.createObjectNode();
        json.put("id", "alert-1").put("revision", 1).put("status", "confirmed").put("level", "critical");
        json.put("raised_at", "2026-04-24T16:41:07Z").put("summary", summary).put("latency_ms", 7);
        json.putObject("rule").put("id", "SEQ-02").put("title", "A rule").put("level", "high");
        json.putArray("evidence").add(evidence.id());
        json.put("first_evidence_at", "2026-04-24T16:41:07Z").put("last_evidence_at", "2026-04-24T16:41:07Z");
        return RecordJson.of(Alert.class).read(json.put("irreversible", true).toString());
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void the_page_on_paper_says_what_the_card_says_and_what_happened() throws Exception {
        var events = NineSeconds.incident();
        var alerted = events.get(9);
        var page = text(report(CARD, events, List.of(alert("A found credential was used", alerted)))
                .pdf());

        assertThat(page)
                .contains(CARD.id(), CARD.headline(), CARD.sentence(), CARD.undo(), CARD.atRisk(), CARD.next())
                .contains(CARD.revoke())
                .contains("SEQ-02", "A found credential was used", "recount.test, 1042 leaves");
        assertThat(events.stream().map(Event::action).filter(Objects::nonNull).map(action -> action.operation()))
                .filteredOn(Objects::nonNull)
                .allSatisfy(operation -> assertThat(page).contains(operation));
    }

    @Test
    void the_timeline_is_drawn_with_a_mark_for_every_event_of_every_lane() {
        var events = NineSeconds.incident();
        var html = report(CARD, events, List.of(alert("x", events.get(9)))).html();
        long expected = events.stream()
                .flatMap(event -> Stream.of("actor", event.credentialKey(), event.resourceId()))
                .filter(Objects::nonNull)
                .count();
        assertThat(html.split("<div class=\"mark", -1)).hasSize((int) expected + 1);
        assertThat(html).contains("<div class=\"mark alerted\"");
    }

    @Test
    void nothing_that_stands_in_a_record_is_markup_or_turns_text_around() throws Exception {
        var card = new IncidentCard(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), HOSTILE, List.of());
        var event = TestEvents.BARE.toBuilder().id(HOSTILE).build();
        var report = report(card, List.of(event), List.of(alert(HOSTILE, event)));
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var page = builder.parse(new ByteArrayInputStream(report.html().getBytes(StandardCharsets.UTF_8)));

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(report.html()).doesNotContain("\u202E", "\u0007").contains("\\u202e evil \\u0007", "中文 שלום");
        assertThat(text(report.pdf()))
                .contains("<script>alert(1)</script>", "\\u202e evil", "\\ud83d\\ude80 \\u4e2d\\u6587 \\u05e9");
    }

    @Test
    void the_same_report_is_the_same_bytes() throws Exception {
        var events = NineSeconds.incident().subList(0, 3);
        assertThat(report(CARD, events, List.of()).pdf())
                .isEqualTo(report(CARD, events, List.of()).pdf());
    }

    @Test
    void a_long_incident_is_told_by_what_alerts_rest_on_and_says_what_it_leaves_out() throws Exception {
        var events = IntStream.range(0, 5_000)
                .mapToObj(i -> TestEvents.BARE.toBuilder()
                        .id("evt-" + i)
                        .occurredAt(TestEvents.T0.plusMillis(i))
                        .build())
                .toList();
        var html = report(CARD, events, List.of(alert("x", events.get(4_999)))).html();
        assertThat(html).contains("201 of 5000 events", "T+04.999");
        assertThat(report(CARD, List.of(), List.of()).pdf()).isNotEmpty();
    }
}
