package dev.recount.standalone.evidence;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.BundleContents;
import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.verdict.Finding.Verdict;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import dev.recount.streams.replay.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the rules of a bundle over its events. What detection says is a function of events, rules and reference data, and
 * reference data are events too; so a bundle of everything gives the same alerts again. A selection may leave out what an
 * alert rests on, and then only says so.
 */
public final class Rerun {

    private final BundleContents bundle;
    private final Map<String, Alert> again;

    private Rerun(BundleContents bundle) {
        this.bundle = bundle;
        var texts = bundle.rules().entrySet().stream()
                .map(rule -> new RuleText(rule.getKey(), rule.getValue()))
                .toList();
        var detector = new Detector(
                RulesInForce.of(texts, List.of(), bundle.createdAt()).book());
        detector.acceptAll(bundle.events());
        detector.settle(bundle.createdAt());
        again = detector.alerts().stream().collect(Collectors.toMap(Alert::id, Function.identity()));
    }

    /** What there is to say of the bundle's alerts. */
    public static List<Finding> of(BundleContents bundle) {
        return new Rerun(bundle).findings();
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        long same = bundle.alerts().stream().filter(this::isObtained).count();
        if (same == bundle.alerts().size()) {
            findings.add(new Finding(Verdict.HOLDS, "all " + same + " alerts were obtained again from the events"));
        }
        var missed = bundle.whole() ? Verdict.DIFFERS : Verdict.UNKNOWN;
        bundle.alerts().stream()
                .filter(alert -> !isObtained(alert))
                .forEach(alert -> findings.add(new Finding(
                        missed,
                        "alert " + alert.id() + " of rule "
                                + alert.rule().id() + " was not obtained again from these events"
                                + (bundle.whole() ? "" : ", which are a selection"))));
        if (bundle.whole()) {
            var known = bundle.alerts().stream().map(Alert::id).collect(Collectors.toSet());
            again.values().stream()
                    .filter(alert -> !known.contains(alert.id()))
                    .forEach(alert -> findings.add(new Finding(
                            Verdict.DIFFERS,
                            "rule " + alert.rule().id() + " raises alert " + alert.id()
                                    + ", which is not in the bundle")));
        }
        return findings;
    }

    private boolean isObtained(Alert alert) {
        var obtained = again.get(alert.id());
        return obtained != null
                && obtained.status() == alert.status()
                && obtained.level() == alert.level()
                && obtained.evidence().equals(alert.evidence());
    }
}
