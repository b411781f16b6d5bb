package dev.recount.streams.story;

import dev.recount.alert.Alert;
import dev.recount.alert.Level;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was raised about each telling of a fleet, held against what must be raised about it. */
final class Findings {

    private final Fleet fleet;
    private final List<Map<String, Level>> raised = new ArrayList<>();

    Findings(Fleet fleet, Collection<Alert> alerts) {
        this.fleet = fleet;
        Map<String, Integer> tellings = new HashMap<>();
        for (int i = 0; i < fleet.tellings().size(); i++) {
            raised.add(new TreeMap<>());
            for (Event event : fleet.tellings().get(i).events()) {
                tellings.put(event.id(), i);
            }
        }
        alerts.stream().filter(alert -> alert.status().stands()).forEach(alert -> alert.evidence()
                .forEach(event ->
                        raised.get(tellings.get(event)).merge(alert.rule().id(), alert.level(), Level::max)));
    }

    /** The tellings about which something else was raised than must be, each as a sentence. */
    List<String> otherwise() {
        List<String> otherwise = new ArrayList<>();
        for (int i = 0; i < raised.size(); i++) {
            var story = fleet.tellings().get(i).story();
            Map<String, String> words = new TreeMap<>();
            raised.get(i).forEach((rule, level) -> words.put(rule, level.wire()));
            if (!words.equals(story.raises())) {
                otherwise.add(
                        "%s: %s: expected %s, raised %s".formatted(story.rule(), story.name(), story.raises(), words));
            }
        }
        return otherwise;
    }

    /** Recall over what was planted, and false alarms for each thousand harmless acts. */
    String summary() {
        var rules = new TreeSet<String>();
        int planted = 0;
        int found = 0;
        long acts = 0;
        long loud = 0;
        long quiet = 0;
        for (int i = 0; i < raised.size(); i++) {
            var told = fleet.tellings().get(i);
            var levels = raised.get(i);
            if (Fleet.isAttack(told.story())) {
                planted++;
                rules.addAll(told.story().raises().keySet());
                found += levels.keySet().containsAll(told.story().raises().keySet()) ? 1 : 0;
            } else {
                acts += told.events().stream()
                        .filter(event -> event.type() == EventType.ACTION)
                        .count();
                long above =
                        levels.values().stream().filter(Findings::isAboveLow).count();
                loud += above;
                quiet += levels.size() - above;
            }
        }
        return "%,d sessions; %,d of %,d planted attacks of %d rules found; %,d harmless acts, per 1,000 of them %.2f false alarms above low and %.2f low ones"
                .formatted(
                        raised.size(), found, planted, rules.size(), acts, 1000.0 * loud / acts, 1000.0 * quiet / acts);
    }

    private static boolean isAboveLow(Level level) {
        return level.compareTo(Level.LOW) > 0;
    }
}
