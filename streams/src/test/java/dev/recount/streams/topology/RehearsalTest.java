package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();

    @Test
    void comes_to_an_alert_and_an_incident_with_the_rules_that_ship() {
        var said = rehearsal(RULES).play(3, Duration.ofMinutes(1));

        assertThat(said).isEqualTo(new Rehearsal.Said(1, 1));
        assertThat(said.isComplete()).isTrue();
    }

    @Test
    void performs_once_when_there_is_no_time() {
        assertThat(rehearsal(RULES).play(100, Duration.ZERO)).isEqualTo(new Rehearsal.Said(1, 1));
    }

    @Test
    void says_that_nothing_came_of_it_where_no_rule_speaks_about_it() {
        var said = rehearsal(RuleBook.of(RuleCollection.of(List.of()))).play(1, Duration.ZERO);

        assertThat(said).isEqualTo(new Rehearsal.Said(0, 0));
        assertThat(said.isComplete()).isFalse();
    }

    @Test
    void leaves_nothing_that_a_later_event_of_the_same_session_and_credential_could_complete(@TempDir Path folder) {
        var now = Instant.parse("2026-11-23T10:00:00Z");
        var acts = RehearsedActs.of("rehearsal-0", now);
        var rules = LiveRules.always(RULES);
        try (var driver = new Driver(rules, folder, now)) {
            assertThat(new Rehearsal(Driver.CODECS, rules)
                            .play(1, Duration.ZERO)
                            .isComplete())
                    .isTrue();

            Event use = acts.get(acts.size() - 1);
            driver.send(use);
            assertThat(driver.alerts()).isEmpty();
            assertThat(driver.counters.events.sum()).isEqualTo(1);

            driver.sendAll(acts);
            assertThat(driver.alerts()).hasSize(1);
            assertThat(driver.incidents()).hasSize(1);
        }
    }

    private static Rehearsal rehearsal(RuleBook rules) {
        return new Rehearsal(Codecs.released(), () -> rules);
    }
}
