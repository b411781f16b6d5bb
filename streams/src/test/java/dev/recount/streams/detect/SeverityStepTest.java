package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Detections catalogue §3.1: one up, one down, never below informational. */
class SeverityStepTest {

    private static final Map<String, String> FINAL_IN_PRODUCTION =
            Map.of("resource.environment", "production", "action.reversibility", "irreversible");

    @Test
    void one_up_for_what_is_irreversible_in_production_and_nothing_for_one_of_the_two() {
        assertThat(level(Level.HIGH, FINAL_IN_PRODUCTION)).isEqualTo(Level.CRITICAL);
        assertThat(level(Level.CRITICAL, FINAL_IN_PRODUCTION)).isEqualTo(Level.CRITICAL);
        assertThat(level(Level.HIGH, Map.of("resource.environment", "production")))
                .isEqualTo(Level.HIGH);
        assertThat(level(Level.HIGH, Map.of("action.reversibility", "irreversible")))
                .isEqualTo(Level.HIGH);
    }

    @Test
    void one_down_for_an_undo_window_or_what_the_session_made_and_not_two_for_both() {
        var undo = Map.of("action.reversibility", "undo_window");
        var own = Map.of("resource.created_by_session", "true");
        assertThat(level(Level.HIGH, undo)).isEqualTo(Level.MEDIUM);
        assertThat(level(Level.HIGH, own)).isEqualTo(Level.MEDIUM);
        assertThat(level(
                        Level.HIGH,
                        Map.of("action.reversibility", "undo_window", "resource.created_by_session", "true")))
                .isEqualTo(Level.MEDIUM);
    }

    @Test
    void one_down_for_what_was_refused() {
        assertThat(level(Level.HIGH, Map.of("action.refused", "true"))).isEqualTo(Level.MEDIUM);
        assertThat(level(
                        Level.CRITICAL,
                        Map.of(
                                "resource.environment", "production",
                                "action.reversibility", "irreversible",
                                "action.refused", "true")))
                .isEqualTo(Level.HIGH);
    }

    @Test
    void never_below_informational() {
        assertThat(level(Level.INFORMATIONAL, Map.of("action.reversibility", "undo_window")))
                .isEqualTo(Level.INFORMATIONAL);
    }

    @Test
    void what_is_unknown_moves_nothing() {
        assertThat(level(Level.HIGH, Map.of())).isEqualTo(Level.HIGH);
    }

    private static Level level(Level base, Map<String, String> fields) {
        var match = new RuleMatch(
                "rule",
                "e1",
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                -1,
                List.of(),
                List.of(),
                "e1",
                List.of(),
                List.of(),
                fields);
        return SeverityStep.level(base, List.of(), match);
    }
}
