package dev.recount.streams.incident;

import dev.recount.alert.Alert;
import dev.recount.streams.detect.Issued;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many alerts each rule has raised in each hour, and which of them went over its budget. */
final class Budgets {

    private final Map<BudgetHour.Key, BudgetHour> hours = new HashMap<>();
    private final Map<String, Alert> counted = new HashMap<>();

    /**
     * What a revision of an alert did to its rule's hours.
     *
     * @param alerts ids of alerts that may have changed sides
     * @param reports what is to be said about the hours themselves
     * @param ended ids of reports that no longer hold, if they were ever said
     */
    record Effect(Set<String> alerts, List<Issued> reports, List<String> ended) {}

    /** Counts {@code issued} in the place of its revision before; what does not call for anybody is not counted. */
    Effect take(Issued issued) {
        Set<BudgetHour.Key> concerned = new LinkedHashSet<>();
        var alert = issued.alert();
        if (BudgetReport.isOne(alert)) {
            return new Effect(Set.of(), List.of(), List.of());
        }
        var before = counted.remove(alert.id());
        if (before != null) {
            hour(before).remove(before);
            concerned.add(BudgetHour.Key.of(before));
        }
        if (alert.status().stands()) {
            counted.put(alert.id(), alert);
            hour(alert).add(alert, issued.budget());
            concerned.add(BudgetHour.Key.of(alert));
        }
        return effect(concerned);
    }

    private Effect effect(Set<BudgetHour.Key> concerned) {
        var effect = new Effect(new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>());
        for (BudgetHour.Key key : concerned) {
            var hour = hours.getOrDefault(key, new BudgetHour());
            hour.atTheLimit().forEach(effect.alerts()::add);
            hour.firstOver()
                    .ifPresentOrElse(
                            first -> effect.reports().add(BudgetReport.of(key, hour, first)),
                            () -> effect.ended().add(BudgetReport.id(key)));
            if (hour.count() == 0) {
                hours.remove(key);
            }
        }
        return effect;
    }

    /** Whether the alert {@code id} is only a signal. */
    boolean isOver(String id) {
        var alert = counted.get(id);
        return alert != null && hour(alert).isOver(alert);
    }

    private BudgetHour hour(Alert alert) {
        return hours.computeIfAbsent(BudgetHour.Key.of(alert), ignored -> new BudgetHour());
    }
}
