package dev.recount.standalone.evidence;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.BundleContents;
import dev.recount.evidence.bundle.NotABundle;
import dev.recount.evidence.verdict.Finding;
import dev.recount.sigma.parse.InvalidRulesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final List<RuleRun> runs;

    private Rerun(BundleContents bundle) {
        this.bundle = bundle;
        runs = RuleSets.of(bundle.rules()).stream()
                .map(rules -> new RuleRun(bundle, rules))
                .toList();
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
            findings.add(Finding.holds("all " + same + " alerts were obtained again from the events"));
        }
        bundle.alerts().stream()
                .filter(alert -> !isObtained(alert))
                .map(this::missed)
                .forEach(findings::add);
        if (bundle.whole()) {
            added().forEach(findings::add);
        }
        return findings;
    }

    private boolean isObtained(Alert alert) {
        return runs.stream().anyMatch(run -> run.hasRuleOf(alert) && run.obtains(alert));
    }

    private Finding missed(Alert alert) {
        var text = "alert " + alert.id() + " of rule " + alert.rule().id() + " was not obtained again";
        if (runs.stream().noneMatch(run -> run.hasRuleOf(alert))) {
            return Finding.unknown(text + ": the text that raised it, with the digest "
                    + alert.rule().version() + ", is not in the bundle");
        }
        return bundle.whole()
                ? Finding.differs(text + " from these events")
                : Finding.unknown(text + " from these events, which are a selection");
    }

    /** Alerts that the rules raise and the bundle does not have; a rule that was changed did not speak all the time. */
    private Stream<Finding> added() {
        var known = bundle.alerts().stream().map(Alert::id).collect(Collectors.toSet());
        return runs.get(0).alerts().stream()
                .filter(alert ->
                        !known.contains(alert.id()) && !isChanged(alert.rule().id()))
                .map(alert -> Finding.differs(
                        "rule " + alert.rule().id() + " raises alert " + alert.id() + ", which is not in the bundle"));
    }

    private boolean isChanged(String rule) {
        return bundle.alerts().stream()
                .anyMatch(
                        alert -> alert.rule().id().equals(rule) && !runs.get(0).hasRuleOf(alert));
    }
}
