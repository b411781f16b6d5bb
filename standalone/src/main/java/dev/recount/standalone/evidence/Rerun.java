package dev.recount.standalone.evidence;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.BundleContents;
import dev.recount.evidence.bundle.NotABundle;
import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.verdict.Finding.Verdict;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import dev.recount.streams.replay.Detector;
import java.io.IOException;
import java.nio.file.Path;
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

    /** What is to be said where nobody asked for it. */
    public static final Finding NOT_ASKED = Finding.unknown("whether the alerts are what the rules say of these events:"
            + " alerts, rules and reports rest on the word of who signed the manifest (--rerun runs the rules again)");

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

    /** What there is to say of the alerts of a bundle; that they could not be obtained again is a finding too. */
    public static List<Finding> of(Path file) throws NotABundle {
        try {
            return new Rerun(BundleContents.of(file)).findings();
        } catch (IOException e) {
            return impossible(String.valueOf(e.getMessage()));
        } catch (InvalidRulesException e) {
            return impossible("a rule of rules/ cannot be used: " + e.getMessage());
        } catch (RuntimeException e) {
            // What nobody wrote may fail anywhere, and must not take away what verification found.
            return impossible("its events and rules cannot be run: " + e);
        }
    }

    private static List<Finding> impossible(String why) {
        return List.of(Finding.differs("the rules could not be run again over the events: " + why));
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
