package dev.recount.evidence.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A report in words: Markdown, and HTML that runs nothing and loads nothing. */
public final class ReportText {

    /** A table or list under a heading. */
    private record Section(String title, List<List<String>> rows) {}

    private ReportText() {}

    private static List<Section> sections(JsonNode report) {
        var population = report.path("population");
        var facts = new ArrayList<List<String>>();
        facts.add(List.of(
                "Range",
                report.path("from").asText("the beginning") + " to "
                        + report.path("to").asText("now")));
        facts.add(List.of("Made at", report.path("made_at").asText()));
        facts.add(List.of(
                "Checkpoint",
                report.at("/checkpoint/origin").asText() + ", "
                        + report.at("/checkpoint/size").asText() + " leaves, root "
                        + report.at("/checkpoint/root").asText()));
        population
                .properties()
                .forEach(entry -> facts.add(List.of(
                        entry.getKey().replace('_', ' '),
                        entry.getValue().isValueNode()
                                ? entry.getValue().asText()
                                : entry.getValue().toString())));
        var checks = new ArrayList<List<String>>();
        var exceptions = new ArrayList<List<String>>();
        for (JsonNode check : report.path("checks")) {
            checks.add(List.of(
                    check.path("clause").asText(),
                    check.path("asks").asText(),
                    check.path("verdict").asText().replace('_', ' '),
                    check.path("looked_at").asText() + " looked at, "
                            + check.path("exceptions").asText() + " exceptions: "
                            + check.path("says").asText()));
            exceptions(check, exceptions);
        }
        var silence = new ArrayList<List<String>>();
        report.path("silence")
                .properties()
                .forEach(entry -> silence.add(List.of(entry.getKey().replace('_', ' '), words(entry.getValue()))));
        var notShown = new ArrayList<List<String>>();
        report.path("does_not_show").forEach(text -> notShown.add(List.of(text.asText())));
        return List.of(
                new Section("Population", facts),
                new Section("Checks, performed again on the record", checks),
                new Section("Exceptions, the first of each", exceptions),
                new Section("Silence", silence),
                new Section("What this does not show", notShown));
    }

    /** The first of them, and how many more there are: what is for people to read need not name thousands. */
    private static void exceptions(JsonNode check, List<List<String>> into) {
        var clause = check.path("clause").asText();
        var examples = check.path("examples");
        int shown = Math.min(examples.size(), Extent.ANSWER.examples());
        for (int i = 0; i < shown; i++) {
            into.add(List.of(clause, examples.get(i).asText()));
        }
        long more = check.path("exceptions").asLong() - shown;
        if (more > 0) {
            var there = examples.size() > shown ? "report.json names " + examples.size() : "";
            var rest = check.path("rest").asText();
            var where = there.isEmpty() || rest.isEmpty() ? there + rest : there + "; " + rest;
            into.add(List.of(clause, "and " + more + " more: " + where));
        }
    }

    private static String words(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        var words = new ArrayList<String>();
        value.forEach(word -> words.add(word.asText()));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** The report in Markdown. */
    public static String markdown(JsonNode report) {
        var text = new StringBuilder("# " + plain(report.path("title").asText()) + "\n");
        for (Section section : sections(report)) {
            text.append("\n## ").append(section.title()).append("\n\n");
            if (section.rows().isEmpty()) {
                text.append("None.\n");
                continue;
            }
            int columns = section.rows().get(0).size();
            text.append("|".repeat(columns + 1))
                    .append('\n')
                    .append("|---".repeat(columns))
                    .append("|\n");
            for (List<String> row : section.rows()) {
                row.forEach(cell -> text.append("| ").append(plain(cell)).append(' '));
                text.append("|\n");
            }
        }
        return text.toString();
    }

    /** What stands in a record must not become a link, a table or markup. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>|!#])", "\\\\$1");
    }

    /** The report as one HTML page. */
    public static String html(JsonNode report) {
        var title = escaped(report.path("title").asText());
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title>\n<style>body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto}td{vertical-align:top;"
                + "padding:.2em .8em .2em 0}</style></head><body>\n<h1>" + title + "</h1>\n");
        for (Section section : sections(report)) {
            page.append("<h2>").append(escaped(section.title())).append("</h2>\n<table>\n");
            for (List<String> row : section.rows()) {
                page.append("<tr>");
                row.forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
                page.append("</tr>\n");
            }
            page.append(section.rows().isEmpty() ? "<tr><td>None.</td></tr>\n</table>\n" : "</table>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
