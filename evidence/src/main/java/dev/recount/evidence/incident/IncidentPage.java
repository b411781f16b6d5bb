package dev.recount.evidence.incident;

import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.evidence.note.Checkpoint;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/** The report as one XHTML page, which browsers show and the PDF is printed from. */
final class IncidentPage {

    /** CSS 2.1 and lengths on paper: what a browser and a printer of PDF understand alike. */
    private static final String STYLE = """
            @page{size:A4;margin:16mm 16mm 18mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt Body;color:#56616e}}
            body{font:9.5pt/1.4 Body,'Liberation Sans',Arial,sans-serif;color:#1a1f26;width:178mm;margin:0 auto}
            h1{font-size:17pt;font-weight:normal;line-height:1.25;margin:2mm 0 3mm}
            h2{font:bold 11pt Helvetica,Arial,sans-serif;margin:7mm 0 2mm;page-break-after:avoid}
            h1,p,td{word-wrap:break-word}
            p{margin:1mm 0}
            .quiet,.kind{color:#56616e}.top{border-bottom:.3mm solid #d5dae0;padding-bottom:2mm}
            .level{font:bold 9pt Helvetica,Arial,sans-serif;color:#fff;background:#b00020;padding:.6mm 2mm}
            .undo{border:.5mm solid #b00020;color:#b00020;padding:2mm 3mm;margin:2mm 0 4mm;font-size:11pt}
            table{border-collapse:collapse;width:178mm;table-layout:fixed}
            td,th{text-align:left;vertical-align:top;padding:1mm 2mm 1mm 0;border-bottom:.2mm solid #d5dae0}
            th{font:bold 8pt Helvetica,Arial,sans-serif;color:#56616e}tr{page-break-inside:avoid}thead{display:table-header-group}
            .facts td{border:0;padding-bottom:1.2mm}.events td{font-size:8.5pt}.bad{color:#b00020}
            .chart{position:relative;width:178mm;margin:2mm 0;page-break-inside:avoid}
            .chart div{position:absolute}.label{left:0;width:50mm;height:5mm;overflow:hidden;white-space:nowrap;font-size:8pt;line-height:4.4mm}
            .kind{font-size:6.5pt}.lane{left:50mm;width:118mm;height:0;border-top:.2mm solid #d5dae0}
            .mark{width:2mm;height:2mm;border:.3mm solid #0b57a4;background:#fff;border-radius:1.3mm}
            .alerted{background:#b00020;border-color:#b00020;border-radius:0}
            .fold{top:0;width:0;border-left:.3mm dashed #8a5300}.tick{font-size:7pt;color:#56616e;white-space:nowrap;border-left:.2mm solid #56616e;padding:1mm 0 0 1mm}
            .chart .end{border-left:0;border-right:.2mm solid #56616e;padding:1mm 1mm 0 0}
            .key{position:relative;display:inline-block;width:2mm;height:2mm}
            """;

    private final Markup page;
    private final IncidentCard card;
    private final IncidentStory story;
    private final List<StoryRow> rows;

    private IncidentPage(IncidentCard card, IncidentStory story, IntPredicate printable) {
        this.page = new Markup(printable);
        this.card = card;
        this.story = story;
        this.rows = story.rows();
    }

    /**
     * Writes the page.
     *
     * @param checkpoint of the log that the events stand in
     * @param printable whether a visible character can be shown
     */
    static String of(
            IncidentCard card, IncidentStory story, Checkpoint checkpoint, Instant madeAt, IntPredicate printable) {
        var page = new IncidentPage(card, story, printable);
        page.head();
        page.card();
        page.timeline();
        page.events();
        page.alerts();
        page.ground(checkpoint, madeAt);
        return page.page.raw("</body></html>\n").toString();
    }

    private void head() {
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>")
                .text("Incident " + card.id())
                .raw("</title><style>" + STYLE
                        + "</style></head><body>\n<p class=\"top quiet\">Recount incident report · ")
                .text(card.id())
                .raw("</p>\n<p><span class=\"level\">")
                .text(card.headline())
                .raw("</span></p>")
                .element("h1", card.sentence());
    }

    private void card() {
        page.element("p class=\"undo\"", card.undo()).raw("<table class=\"facts\">");
        fact("At risk", card.atRisk());
        if (!card.revoke().isEmpty()) {
            page.raw("<tr><td style=\"width:32mm\" class=\"quiet\">Revoke, in this order</td><td>");
            card.revoke().forEach(line -> page.text(line).raw("<br/>"));
            page.raw("</td></tr>");
        }
        fact("Next", card.next());
        card.involved().stream()
                .filter(involved -> !involved.names().isEmpty())
                .forEach(involved -> fact(involved.what(), String.join(", ", involved.names())));
        page.raw("</table>\n");
    }

    private void fact(String name, String value) {
        page.raw("<tr><td style=\"width:32mm\" class=\"quiet\">")
                .text(name)
                .raw("</td>")
                .element("td", value)
                .raw("</tr>");
    }

    private void timeline() {
        page.element("h2", "Timeline");
        if (rows.isEmpty()) {
            page.element("p", "There are no events.");
            return;
        }
        new LaneChart(rows).drawOn(page);
        page.raw("<p class=\"quiet\"><span class=\"key mark alerted\"></span> an alert rests on it &#160; "
                + "<span class=\"key mark\"></span> other events &#160; dashed: a long pause, drawn short</p>\n");
    }

    private void events() {
        page.element("h2", "Events");
        if (rows.size() < story.events()) {
            page.element(
                    "p",
                    rows.size() + " of " + story.events()
                            + " events: the earliest of those that alerts rest on, and the earliest others.");
        }
        page.raw("<table class=\"events\"><thead><tr><th style=\"width:25mm\">Since the first</th><th>What</th>"
                + "<th style=\"width:52mm\">Credential and resource</th><th style=\"width:20mm\">Rules</th>"
                + "<th style=\"width:14mm\">Leaf</th></tr></thead><tbody>\n");
        rows.forEach(this::event);
        page.raw("</tbody></table>\n");
    }

    private void event(StoryRow row) {
        page.raw("<tr>").element("td", Elapsed.text(rows.get(0).at(), row.at())).raw("<td>");
        page.text(row.does()).raw("<br/>").element("span class=\"quiet\"", row.actor());
        if (!row.summary().isEmpty()) {
            page.raw("<br/>").text(row.summary());
        }
        page.raw("</td><td>").text(Objects.requireNonNullElse(row.credential(), ""));
        page.raw(row.credential() == null || row.resource() == null ? "" : "<br/>")
                .text(Objects.requireNonNullElse(row.resource(), ""))
                .raw("</td>");
        page.element("td class=\"bad\"", String.join(", ", row.rules()))
                .element("td", row.leaf() == IncidentReport.NOT_SEALED ? "not yet" : Long.toString(row.leaf()))
                .raw("</tr>\n");
    }

    private void alerts() {
        page.element("h2", "Alerts");
        if (story.alerts().isEmpty()) {
            page.element("p", "None.");
            return;
        }
        page.raw("<table class=\"events\"><thead><tr><th style=\"width:21mm\">Rule</th><th>What it says</th>"
                + "<th style=\"width:20mm\">Level</th><th style=\"width:46mm\">Raised</th></tr></thead><tbody>\n");
        story.alerts().forEach(this::alert);
        page.raw("</tbody></table>\n");
    }

    private void alert(Alert alert) {
        var said = alert.summary() == null ? alert.rule().title() : alert.summary();
        page.raw("<tr>")
                .element("td", alert.rule().id())
                .element("td", Objects.requireNonNullElse(said, ""))
                .element("td", alert.level().wire())
                .element("td", Micros.text(alert.raisedAt()) + ", " + alert.latencyMs() + " ms after")
                .raw("</tr>\n");
    }

    private void ground(Checkpoint checkpoint, Instant madeAt) {
        page.element("h2", "What this rests on").raw("<table class=\"facts\">");
        if (!rows.isEmpty()) {
            fact("First event", Micros.text(rows.get(0).at()));
            fact("Last event told", Micros.text(rows.get(rows.size() - 1).at()));
        }
        fact("Report made", Micros.text(madeAt));
        fact("Log", checkpoint.origin() + ", " + checkpoint.size() + " leaves");
        fact("Root", HexFormat.of().formatHex(checkpoint.root()));
        page.raw("</table>")
                .element(
                        "p",
                        "Each event is the leaf of that number in the log. recount verify BUNDLE checks, without a server, that the"
                                + " records of the bundle are those leaves, unchanged.")
                .element(
                        "p",
                        "Not shown: that an event was true when it was recorded, since a sensor says what it saw; what no sensor"
                                + " saw; and that the incident is over. Characters that this page cannot show, or that would hide or turn"
                                + " text around, stand as \\u and their number; texts over 400 characters are cut. The bundle has them whole.");
    }
}
