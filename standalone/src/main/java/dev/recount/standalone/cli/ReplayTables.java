package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Style;
import dev.recount.standalone.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a replay, for people and for programs: {@code {kind: added|removed|changed|rule, …}}. */
final class ReplayTables {

    private static final List<Column> DIFFERENCES = List.of(
            Column.of("ALERT", 8, "/kind"),
            alert("RAISED", 27, "/raised_at"),
            alert("LEVEL", 13, "/level").styled(item -> Style.ofLevel(Column.textAt(latest(item), "/level"))),
            alert("STATUS", 11, "/status"),
            alert("RULE", 36, "/rule/id"),
            Column.of("FIELDS", 40, "/fields"),
            alert("SUMMARY", 160, "/summary"));

    private static final List<Column> RULES = List.of(
            Column.of("RULE", 36, "/id"),
            Column.of("LEVEL", 13, "/level").styled(rule -> Style.ofLevel(Column.textAt(rule, "/level"))),
            Column.of("MATCHES", 9, "/matches"),
            Column.of("ALERTS", 9, "/alerts"),
            Column.of("STEP TO ALERT S", 16, "/seconds_to_alert/median"),
            Column.of("ALERT TO LOSS S", 16, "/seconds_from_alert_to_irreversible/median"),
            Column.of("TITLE", 80, "/title"));

    private final JsonNode result;
    private final List<JsonNode> differences = new ArrayList<>();
    private final List<JsonNode> rules = new ArrayList<>();

    /** @param result of {@code GET /v1/replays/{id}} */
    ReplayTables(JsonNode result) {
        this.result = result;
        result.path("added").forEach(alert -> differences.add(kind("added").set("alert", alert)));
        result.path("removed").forEach(alert -> differences.add(kind("removed").set("alert", alert)));
        result.path("changed").forEach(pair -> differences.add(kind("changed").setAll((ObjectNode) pair)));
        result.path("rules").forEach(rule -> rules.add(kind("rule").setAll((ObjectNode) rule)));
    }

    private ObjectNode kind(String kind) {
        return ((ObjectNode) result).objectNode().put("kind", kind);
    }

    private static Column alert(String title, int width, String pointer) {
        return new Column(title, width, item -> Column.textAt(latest(item), pointer), item -> Style.PLAIN);
    }

    private static JsonNode latest(JsonNode item) {
        return item.has("after") ? item.get("after") : item.path("alert");
    }

    void print(Terminal terminal, OutputFormat format) {
        if (format != OutputFormat.TABLE) {
            try (ItemPrinter printer = terminal.printer(format, List.of())) {
                differences.forEach(printer::print);
                rules.forEach(printer::print);
            }
            return;
        }
        try (ItemPrinter printer = terminal.printer(format, DIFFERENCES)) {
            differences.forEach(printer::print);
        }
        if (!differences.isEmpty()) {
            terminal.out().println();
        }
        try (ItemPrinter printer = terminal.printer(format, RULES)) {
            rules.stream().filter(rule -> rule.path("matches").asLong() > 0).forEach(printer::print);
        }
    }

    boolean isSame() {
        return count("added") + count("removed") + count("changed") == 0;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%,d events: %,d alerts as on record, %,d added, %,d removed, %,d changed",
                result.path("events").asLong(),
                count("same"),
                count("added"),
                count("removed"),
                count("changed"));
    }

    private long count(String what) {
        return result.path("counts").path(what).asLong();
    }
}
