package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.delivery.canary.CanaryEvents;
import dev.recount.delivery.canary.CanaryRule;
import dev.recount.delivery.canary.CanaryRun;
import dev.recount.delivery.canary.CanaryWatch;
import dev.recount.event.Event;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The canary's rule and the canary's events know each other, and no other rule minds them. */
class CanaryRuleTest {

    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");
    private static final CanaryRun RUN = ((CanaryWatch.Step.Send)
                    CanaryWatch.begin(Duration.ofMinutes(5), T0).step(T0))
            .run();

    @Test
    void the_sequence_raises_the_canarys_alert_and_no_other() {
        var alerts = alerts(CanaryEvents.sequence(RUN));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.rule().id()).isEqualTo(CanaryRule.ID);
            assertThat(CanaryRule.answers(alert)).contains(RUN.id());
        });
    }

    @Test
    void half_of_it_raises_nothing() {
        assertThat(alerts(CanaryEvents.sequence(RUN).subList(0, 1))).isEmpty();
        assertThat(alerts(CanaryEvents.sequence(RUN).subList(1, 2))).isEmpty();
    }

    private static List<dev.recount.alert.Alert> alerts(List<Event> events) {
        List<ParseResult> rules = new ArrayList<>(RuleFiles.shipped());
        rules.add(SigmaParser.parse(CanaryRule.name(), CanaryRule.text()));
        var detector = new Detector(RuleBook.of(RuleCollection.of(rules)));
        detector.acceptAll(events.stream()
                .map(event -> event.toBuilder().recordedAt(T0.plusMillis(20)).build())
                .toList());
        return detector.alerts();
    }
}
