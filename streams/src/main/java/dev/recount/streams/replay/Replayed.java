package dev.recount.streams.replay;

import dev.recount.alert.Alert;
import java.util.List;

/**
 * What a replay came to.
 *
 * @param alerts that stand, in the order of their ids, whenever they happened
 * @param rules every rule's figures, in the order of their ids
 */
public record Replayed(List<Alert> alerts, List<RuleFigures> rules) {
    public Replayed {
        alerts = List.copyOf(alerts);
        rules = List.copyOf(rules);
    }
}
