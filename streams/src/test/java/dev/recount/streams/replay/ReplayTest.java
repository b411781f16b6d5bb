package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.alert.Alert;
import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A replay ends where living through the same events ends. */
class ReplayTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant LATER = NineSeconds.BEGIN.plus(Duration.ofDays(1));
    private static final int SEEDS = 10;

    @TestFactory
    Stream<DynamicTest> the_incident_and_its_twins_end_as_they_did_live() {
        Map<String, List<Event>> stories = new LinkedHashMap<>();
        stories.put("incident", NineSeconds.incident());
        stories.putAll(NineSeconds.twins());
        return stories.entrySet().stream()
                .map(story -> DynamicTest.dynamicTest(story.getKey(), () -> {
                    var expected = live(story.getValue());
                    for (int seed = 0; seed < SEEDS; seed++) {
                        for (int partitions : List.of(1, 3, 12)) {
                            var events = shuffled(story.getValue(), seed);
                            assertThat(standing(Replaying.of(RULES, events, partitions, LATER)))
                                    .as("seed %d, %d partitions", seed, partitions)
                                    .isEqualTo(expected);
                        }
                    }
                }));
    }

    @Test
    void says_how_long_it_took_to_the_alert_and_to_the_loss() {
        var replayed = Replaying.result(RULES, NineSeconds.incident(), 1, LATER);

        var found = figures(replayed, "SEQ-01");
        assertThat(found.alerts()).isEqualTo(1);
        assertThat(found.matches()).isPositive();
        assertThat(found.toAlert().orElseThrow().median()).isLessThan(Duration.ofSeconds(6));
        assertThat(found.toIrreversible().orElseThrow().median())
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
        assertThat(figures(replayed, "SEQ-11").alerts()).isZero();
        assertThat(figures(replayed, "SEQ-11").toAlert()).isEmpty();
    }

    @Test
    void counts_only_what_happened_in_the_range() {
        var replay = new Replay(RULES, new ReferenceBook(), 1_000, 1_000);
        var lane = replay.lane();
        NineSeconds.incident().forEach(lane::accept);
        replay.add(lane);

        var before = new TimeRange(null, NineSeconds.BEGIN);
        assertThat(replay.result(before, LATER).rules()).allMatch(rule -> rule.matches() == 0 && rule.alerts() == 0);
        var since = new TimeRange(NineSeconds.BEGIN, null);
        assertThat(replay.result(since, LATER).rules()).anyMatch(rule -> rule.matches() > 0 && rule.alerts() > 0);
    }

    @Test
    void refuses_rules_that_match_more_than_can_be_kept() {
        var replay = new Replay(RULES, new ReferenceBook(), 2, 2);
        var lane = replay.lane();
        NineSeconds.incident().forEach(lane::accept);

        assertThat(lane.isFull()).isTrue();
        assertThatThrownBy(() -> replay.add(lane))
                .isInstanceOf(TooManyMatches.class)
                .hasMessageContaining("the rules match more than 2 times, SEQ-0");
    }

    private static RuleFigures figures(Replayed replayed, String rule) {
        return replayed.rules().stream()
                .filter(figures -> figures.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static List<Event> shuffled(List<Event> events, long seed) {
        var random = new Random(seed);
        List<Event> shuffled = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(10) < 3).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<String> live(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(LATER);
        return standing(detector.alerts());
    }

    private static List<String> standing(List<Alert> alerts) {
        return Standing.of(alerts, List.of()).alerts();
    }
}
