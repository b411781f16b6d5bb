package dev.recount.evidence.incident;

import dev.recount.alert.Alert;
import dev.recount.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The events of an incident as they pass by, of which a report can only tell some: those that alerts rest on, and beside them
 * the earliest.
 */
final class IncidentStory {

    static final int ALERTED_MAX = 200;
    static final int OTHERS_MAX = 200;

    private final List<Alert> alerts;
    private final Map<String, List<String>> rules = new HashMap<>();
    private final PriorityQueue<StoryRow> alerted = latestFirst();
    private final PriorityQueue<StoryRow> others = latestFirst();
    private long events;

    IncidentStory(Collection<Alert> alerts) {
        this.alerts = alerts.stream()
                .filter(alert -> !alert.isQuiet())
                .sorted(Comparator.comparing(Alert::raisedAt).thenComparing(Alert::id))
                .toList();
        this.alerts.forEach(
                alert -> alert.evidence().forEach(event -> rules.computeIfAbsent(event, id -> new ArrayList<>())
                        .add(alert.rule().id())));
    }

    private static PriorityQueue<StoryRow> latestFirst() {
        return new PriorityQueue<>(StoryRow.IN_ORDER.reversed());
    }

    void add(long leaf, Event event) {
        events++;
        var spoke = rules.getOrDefault(String.valueOf(event.id()), List.of()).stream()
                .distinct()
                .sorted()
                .toList();
        var row = StoryRow.of(leaf, event, spoke);
        keep(row, row.isAlerted() ? alerted : others, row.isAlerted() ? ALERTED_MAX : OTHERS_MAX);
    }

    private static void keep(StoryRow row, PriorityQueue<StoryRow> among, int max) {
        among.add(row);
        if (among.size() > max) {
            among.remove();
        }
    }

    /** The alerts that call for somebody, in the order in which they were raised. */
    List<Alert> alerts() {
        return alerts;
    }

    /** What is told, in order. */
    List<StoryRow> rows() {
        return Stream.concat(alerted.stream(), others.stream())
                .sorted(StoryRow.IN_ORDER)
                .toList();
    }

    /** How many events there are, told or not. */
    long events() {
        return events;
    }
}
