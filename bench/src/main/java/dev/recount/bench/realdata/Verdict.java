package dev.recount.bench.realdata;

import dev.recount.alert.Alert;
import dev.recount.alert.Level;
import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.replay.Detector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands after a list of events.
 *
 * @param alerts every alert that was not retracted
 */
record Verdict(List<Alert> alerts) {

    static Verdict of(RuleBook rules, List<Event> events) {
        var detector = new Detector(rules);
        detector.acceptAll(events);
        events.stream()
                .map(Event::recordedAt)
                .max(Instant::compareTo)
                .ifPresent(last -> detector.settle(last.plus(Duration.ofDays(60))));
        return new Verdict(detector.alerts().stream()
                .filter(alert -> alert.status().stands())
                .toList());
    }

    /** Alerts at medium or above. */
    List<Alert> loud() {
        return alerts.stream()
                .filter(alert -> alert.level().compareTo(Level.MEDIUM) >= 0)
                .toList();
    }

    boolean raised(String rule) {
        return loud().stream().anyMatch(alert -> alert.rule().id().equals(rule));
    }

    /** How many loud alerts each rule has. */
    Map<String, Integer> byRule() {
        Map<String, Integer> counts = new TreeMap<>();
        loud().forEach(alert -> counts.merge(alert.rule().id(), 1, Integer::sum));
        return counts;
    }
}
