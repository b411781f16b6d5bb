package dev.recount.evidence.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The timeline drawn: a lane for each actor, credential and resource, a mark for each event, time from left to right. */
final class LaneChart {

    private static final int LANES_MAX = 14;
    private static final double WIDTH_MM = 178;
    private static final double LABEL_MM = 50;
    private static final double PLOT_MM = 118;
    private static final double LANE_MM = 6;
    private static final double MARK_MM = 2.6;
    /** Between two times on the axis. */
    private static final double TICK_MM = 24;

    private record Lane(String kind, String id) {}

    private final List<StoryRow> rows;
    private final TimeScale scale;
    private final Map<Lane, List<StoryRow>> lanes = new LinkedHashMap<>();

    LaneChart(List<StoryRow> rows) {
        this.rows = rows;
        this.scale = new TimeScale(rows.stream().map(StoryRow::at).toList());
        rows.forEach(row -> add("actor", row.actor(), row));
        rows.forEach(row -> add("credential", row.credential(), row));
        rows.forEach(row -> add("resource", row.resource(), row));
    }

    private void add(String kind, @Nullable String id, StoryRow row) {
        if (id != null) {
            lanes.computeIfAbsent(new Lane(kind, id), lane -> new ArrayList<>()).add(row);
        }
    }

    /** Draws the chart, and says what is not in it. */
    void drawOn(Markup page) {
        var shown = shown();
        double height = shown.size() * LANE_MM;
        page.raw("<div class=\"chart\" style=\"height:%s\">".formatted(mm(height + 6)));
        scale.folds()
                .forEach(fold -> page.raw(
                        "<div class=\"fold\" style=\"left:%s;height:%s\"></div>".formatted(mm(x(fold)), mm(height))));
        for (int i = 0; i < shown.size(); i++) {
            draw(page, shown.get(i), i * LANE_MM);
        }
        ticks(page, height);
        page.raw("</div>");
        if (shown.size() < lanes.size()) {
            page.element("p class=\"quiet\"", (lanes.size() - shown.size()) + " more lanes are not drawn.");
        }
    }

    /** When there are too many, those that alerts rest on go before the others; they stay in their order of appearance. */
    private List<Lane> shown() {
        var alerted = lanes.keySet().stream()
                .filter(lane -> lanes.getOrDefault(lane, List.of()).stream().anyMatch(StoryRow::isAlerted));
        var chosen = Stream.concat(alerted, lanes.keySet().stream())
                .distinct()
                .limit(LANES_MAX)
                .toList();
        return lanes.keySet().stream().filter(chosen::contains).toList();
    }

    private void draw(Markup page, Lane lane, double top) {
        page.raw(
                        "<div class=\"lane\" style=\"top:%s\"></div><div class=\"label\" style=\"top:%s\"><span class=\"kind\">"
                                .formatted(mm(top + LANE_MM / 2), mm(top + 0.8)))
                .raw(lane.kind() + "</span> ")
                .text(shortened(lane.id()))
                .raw("</div>");
        lanes.getOrDefault(lane, List.of()).stream()
                .sorted(Comparator.comparing(StoryRow::isAlerted))
                .forEach(row -> page.raw("<div class=\"%s\" style=\"left:%s;top:%s\"></div>"
                        .formatted(
                                row.isAlerted() ? "mark alerted" : "mark",
                                mm(x(scale.of(row.at())) - MARK_MM / 2),
                                mm(top + (LANE_MM - MARK_MM) / 2))));
    }

    private static String shortened(String id) {
        int max = 25;
        int points = id.codePointCount(0, id.length());
        return points <= max
                ? id
                : id.substring(0, id.offsetByCodePoints(0, 12)) + "…"
                        + id.substring(id.offsetByCodePoints(0, points - 12));
    }

    private void ticks(Markup page, double top) {
        double free = 0;
        for (StoryRow row : rows) {
            double x = x(scale.of(row.at()));
            if (x >= free) {
                page.raw(tick(x, top)).text(Elapsed.text(first(), row.at())).raw("</div>");
                free = x + TICK_MM;
            }
        }
    }

    /** Near the right edge the time stands on the left of its line. */
    private static String tick(double x, double top) {
        return x + TICK_MM < WIDTH_MM
                ? "<div class=\"tick\" style=\"left:%s;top:%s\">".formatted(mm(x), mm(top))
                : "<div class=\"tick end\" style=\"right:%s;top:%s\">".formatted(mm(WIDTH_MM - x), mm(top));
    }

    private Instant first() {
        return rows.get(0).at();
    }

    private static double x(double place) {
        return LABEL_MM + MARK_MM + place * (PLOT_MM - 2 * MARK_MM);
    }

    private static String mm(double length) {
        return String.format(Locale.ROOT, "%.2fmm", length);
    }
}
