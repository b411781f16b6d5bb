package dev.recount.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.terminal.Style;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells the demo on a terminal: steps and alerts with the seconds since the session began, then the timeline. */
final class Narrator {

    private static final int WIDTH = 108;

    private final PrintWriter out;
    private final boolean colours;

    Narrator(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void title(String text) {
        line("");
        line(Style.BOLD.of(text, colours));
        line("");
    }

    synchronized void step(double seconds, Scenario.Step step) {
        if (step.say() != null) {
            var synthetic = step.known() ? "" : Style.FAINT.of("  (synthetic)", colours);
            line(clock(seconds) + "   " + step.say() + synthetic);
        }
    }

    synchronized void alert(double seconds, JsonNode alert) {
        var level = alert.path("level").asText(alert.path("rule").path("level").asText());
        var head = String.format(
                Locale.ROOT,
                "%s ▲ %-8s %s  %s",
                clock(seconds),
                level.toUpperCase(Locale.ROOT),
                alert.path("rule").path("id").asText(),
                alert.path("rule").path("title").asText());
        line(Style.ofLevel(level).of(head, colours));
        wrapped(alert.path("summary").asText(), "              ");
    }

    void incident(JsonNode incident) {
        title("Incident " + incident.path("id").asText());
        wrapped(incident.path("title").asText(), "  ");
        fact("severity", incident.path("severity").asText());
        fact("undo", incident.path("irreversible").asBoolean() ? "cannot be undone" : "can be undone");
        fact("recovery left", incident.path("recovery_left").asText("unknown"));
        fact("credentials", texts(incident.path("credentials")));
        fact("resources", texts(incident.path("resources")));
        fact("detections", texts(incident.path("rules")));
    }

    /** What a woken human reads. */
    void card(JsonNode card) {
        title("What the person on call reads");
        card.path("text").asText().lines().forEach(text -> wrapped(text.strip(), "  "));
    }

    /** The timeline, one event a line, each with the number of the event that led to it and the basis of that link. */
    void timeline(List<JsonNode> items, TimelineClock clock) {
        title("What happened, rebuilt from the log");
        var ids = new ArrayList<String>();
        items.forEach(item -> ids.add(item.path("event").path("id").asText()));
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            line(String.format(
                    Locale.ROOT,
                    " %2d  %s  %-12s %-44s %s",
                    i + 1,
                    clock(clock.seconds(item)),
                    item.path("state").asText(),
                    cut(what(item.path("event")), 44),
                    Style.FAINT.of(links(item, ids), colours)));
        }
    }

    private static String what(JsonNode event) {
        var what = new StringBuilder(event.path("type").asText());
        for (var part : List.of(
                event.path("phase"),
                event.path("action").path("operation"),
                event.path("credential").path("fingerprint"))) {
            var text = part.asText();
            if (!text.isEmpty()) {
                what.append(' ').append(text.startsWith("fp_") ? cut(text, 11) : text);
            }
        }
        return what.toString();
    }

    private static String links(JsonNode item, List<String> ids) {
        var links = new ArrayList<String>();
        for (var link : item.path("links")) {
            int to = ids.indexOf(link.path("to").asText());
            if (to >= 0) {
                links.add((link.path("proven").asBoolean() ? "← " : "⇠ ") + (to + 1) + " "
                        + link.path("basis").asText());
            }
        }
        var alerts = item.path("alerts").size();
        return String.join(", ", links) + (alerts == 0 ? "" : "  ▲" + alerts);
    }

    private void fact(String name, String value) {
        line(String.format(Locale.ROOT, "  %-14s %s", name, value));
    }

    private void wrapped(String text, String indent) {
        var row = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (row.length() + word.length() > WIDTH) {
                line(row.toString().stripTrailing());
                row.setLength(0);
                row.append(indent);
            }
            row.append(word).append(' ');
        }
        line(row.toString().stripTrailing());
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    private static String texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return String.join(", ", texts);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static String clock(double seconds) {
        return String.format(Locale.ROOT, "T%s%06.3f", seconds < 0 ? "-" : "+", Math.abs(seconds));
    }

    /** Seconds from the session's beginning to an item of the timeline. */
    interface TimelineClock {
        double seconds(JsonNode item);
    }
}
