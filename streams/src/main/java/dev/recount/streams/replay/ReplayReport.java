package dev.recount.streams.replay;

import java.util.List;

/**
 * What comes of running recorded events through rules again.
 *
 * @param difference against the alerts on record
 * @param rules every rule's figures
 * @param events how many events were run through
 * @param unreadable how many records hold none
 */
public record ReplayReport(AlertDifference difference, List<RuleFigures> rules, long events, long unreadable) {
    public ReplayReport {
        rules = List.copyOf(rules);
    }
}
