package dev.recount.standalone.evidence;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.BundleContents;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import dev.recount.streams.replay.Detector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One set of rules, and the alerts that it raises over the events of a bundle. */
final class RuleRun {

    private final RuleBook book;
    private final Map<String, Alert> alerts;

    RuleRun(BundleContents bundle, List<RuleText> rules) {
        book = RulesInForce.of(rules, List.of(), bundle.createdAt()).book();
        var detector = new Detector(book);
        detector.acceptAll(bundle.events());
        detector.settle(bundle.createdAt());
        alerts = detector.alerts().stream().collect(Collectors.toMap(Alert::id, Function.identity()));
    }

    /** Whether the text that raised an alert is among the rules. */
    boolean hasRuleOf(Alert alert) {
        return book.ref(alert.rule().id())
                .filter(ref -> Objects.equals(ref.version(), alert.rule().version()))
                .isPresent();
    }

    /** Whether the very same alert was raised again. */
    boolean obtains(Alert alert) {
        var obtained = alerts.get(alert.id());
        return obtained != null
                && obtained.status() == alert.status()
                && obtained.level() == alert.level()
                && obtained.evidence().equals(alert.evidence());
    }

    Collection<Alert> alerts() {
        return alerts.values();
    }
}
