package dev.recount.streams.incident;

import dev.recount.alert.Absence;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.codec.Micros;
import dev.recount.streams.detect.Digests;
import dev.recount.streams.detect.Issued;
import java.util.List;
import java.util.Map;

/**
 * The alert that says that a rule went over its budget. It counts in steps, the budget doubled again and again, so that a
 * flood of a thousand alerts is not answered with a thousand revisions.
 */
final class BudgetReport {

    /** The rule that such alerts name. */
    static final String RULE = "BUDGET-01";

    private BudgetReport() {}

    static String id(BudgetHour.Key key) {
        return "alr_" + Digests.of("budget", key.rule(), Micros.text(key.begin()));
    }

    static boolean isOne(Alert alert) {
        return alert.rule().id().equals(RULE);
    }

    /** @param first the first alert that went over */
    static Issued of(BudgetHour.Key key, BudgetHour hour, Alert first) {
        long step = hour.budget();
        while (step * 2 < hour.count()) {
            step *= 2;
        }
        var begin = Micros.text(key.begin());
        var alert = new Alert(
                id(key),
                1,
                AlertStatus.CONFIRMED,
                rule(first),
                level(first),
                first.raisedAt(),
                Map.of("rule", key.rule(), "hour", begin),
                first.evidence(),
                List.of(),
                "Rule " + key.rule() + " degraded: more than " + step + " alerts in 60 min, budget " + hour.budget()
                        + "; those over the budget are kept as signals (recount alerts --status signal)",
                null,
                first.firstEvidenceAt(),
                first.lastEvidenceAt(),
                first.latencyMs(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
        return new Issued(alert, first.raisedAt(), null, Map.of(), List.of(), Long.MAX_VALUE, null);
    }

    /** {@code said} as no longer true. */
    static Issued ended(Issued said) {
        var absent = List.of(new Absence("retraction", null, "the rule's alerts are within its budget again"));
        var alert = said.alert().standing(AlertStatus.RETRACTED, absent);
        return said.with(alert);
    }

    private static RuleRef rule(Alert first) {
        return new RuleRef(
                RULE,
                "A rule raises more alerts than anybody can look at",
                level(first),
                "Recount",
                List.of(),
                first.rule().version());
    }

    /** As bad as the rule's own alerts, but never critical: nothing may be wrong but the rule. */
    private static Level level(Alert first) {
        return first.level() == Level.CRITICAL ? Level.HIGH : first.level();
    }
}
