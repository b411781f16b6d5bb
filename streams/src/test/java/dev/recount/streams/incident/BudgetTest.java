package dev.recount.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.replay.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rule that raises more alerts in an hour than its budget allows. */
class BudgetTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");
    private static final int BUDGET = 3;

    private final IncidentBoard board = new IncidentBoard();
    private final Map<String, Alert> alerts = new TreeMap<>();

    @Test
    void within_the_budget_all_call_for_somebody() {
        raise(0, 1, 2);

        assertThat(with(AlertStatus.CONFIRMED)).containsExactly("a0", "a1", "a2");
        assertThat(alerts).hasSize(3);
    }

    @Test
    void beyond_it_the_later_ones_are_signals_outside_every_incident_and_one_alert_says_so() {
        raise(0, 1, 2, 3, 4);

        assertThat(with(AlertStatus.SIGNAL)).containsExactly("a3", "a4");
        assertThat(List.of(alerts.get("a3"), alerts.get("a4")))
                .allSatisfy(signal -> assertThat(signal.incidentId()).isNull());
        assertThat(report().status()).isEqualTo(AlertStatus.CONFIRMED);
        assertThat(report().summary()).contains("Rule NOISY degraded: more than 3 alerts in 60 min, budget 3");
        assertThat(report().level()).isEqualTo(Level.HIGH);
        assertThat(report().incidentId()).isNotNull();
    }

    @Test
    void the_report_counts_in_steps_so_that_a_flood_is_told_a_few_times_only() {
        IntStream.range(0, 50).forEach(this::raise);

        assertThat(report().summary()).contains("more than 48 alerts");
        assertThat(report().revision()).isLessThan(8);
    }

    @Test
    void with_a_budget_of_nothing_every_alert_is_a_signal_and_nothing_is_said_of_it() {
        IntStream.range(0, 5).forEach(minute -> take(board.accept(issued(minute, 1, AlertStatus.CONFIRMED, 0))));

        assertThat(with(AlertStatus.SIGNAL)).hasSize(5);
        assertThat(alerts).hasSize(5);
        assertThat(board.incidents()).isEmpty();
    }

    @Test
    void the_next_hour_begins_with_a_whole_budget() {
        raise(0, 1, 2, 3);
        raise(60, 61, 62);

        assertThat(with(AlertStatus.SIGNAL)).containsExactly("a3");
        assertThat(with(AlertStatus.CONFIRMED)).contains("a60", "a61", "a62");
    }

    @Test
    void an_alert_that_is_retracted_lets_the_next_one_speak() {
        raise(0, 1, 2, 3);

        take(board.accept(issued(1, 2, AlertStatus.RETRACTED)));

        assertThat(with(AlertStatus.CONFIRMED)).containsExactly("a0", "a2", "a3");
        assertThat(alerts.get("a3").incidentId()).isNotNull();
        assertThat(report().status()).isEqualTo(AlertStatus.RETRACTED);
        assertThat(report().absent().get(0).reason()).contains("within its budget again");
    }

    @Test
    void whatever_the_order_the_same_ones_speak() {
        raise(IntStream.range(0, 20).toArray());
        var expected = Standing.of(alerts.values(), board.incidents());
        for (int seed = 0; seed < 20; seed++) {
            var other = new BudgetTest();
            List<Integer> minutes =
                    new ArrayList<>(IntStream.range(0, 20).boxed().toList());
            minutes.addAll(minutes.subList(5, 9));
            Collections.shuffle(minutes, new Random(seed));
            minutes.forEach(other::raise);
            assertThat(Standing.of(other.alerts.values(), other.board.incidents()))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void goes_on_after_a_restart_where_it_was() {
        Map<String, Member> kept = new TreeMap<>();
        for (int minute = 0; minute < 4; minute++) {
            board.accept(issued(minute, 1, AlertStatus.CONFIRMED))
                    .members()
                    .forEach(member -> kept.put(member.id(), member));
        }
        var restarted = new IncidentBoard();
        kept.values().forEach(restarted::restore);

        take(restarted.accept(issued(4, 1, AlertStatus.CONFIRMED)));

        assertThat(with(AlertStatus.SIGNAL)).containsExactly("a4");
    }

    private void raise(int... minutes) {
        for (int minute : minutes) {
            take(board.accept(issued(minute, 1, AlertStatus.CONFIRMED)));
        }
    }

    private void take(IncidentBoard.Outcome outcome) {
        outcome.alerts().forEach(alert -> alerts.put(alert.id(), alert));
    }

    private List<String> with(AlertStatus status) {
        return alerts.values().stream()
                .filter(alert -> alert.status() == status && alert.rule().id().equals("NOISY"))
                .map(Alert::id)
                .toList();
    }

    private Alert report() {
        return alerts.values().stream().filter(BudgetReport::isOne).findFirst().orElseThrow();
    }

    private static Issued issued(int minute, long revision, AlertStatus status) {
        return issued(minute, revision, status, BUDGET);
    }

    private static Issued issued(int minute, long revision, AlertStatus status, long budget) {
        var at = T0.plusSeconds(60L * minute);
        var rule = new RuleRef("NOISY", "Noisy", Level.CRITICAL, "somebody", List.of(), "v1");
        var alert = new Alert(
                "a" + minute,
                revision,
                status,
                rule,
                Level.CRITICAL,
                at,
                Map.of(),
                List.of("e" + minute),
                List.of(),
                "noise",
                null,
                at,
                at,
                0,
                List.of("s" + minute),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
        return new Issued(alert, at, null, Map.of(), List.of(), budget, null);
    }
}
