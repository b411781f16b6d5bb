package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.event.Verb;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NineSecondsTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();

    @Test
    void raises_the_five_detections_and_one_incident() {
        var detector = run(NineSeconds.incident());

        assertThat(levels(detector))
                .isEqualTo(Map.of(
                        "SEQ-01", Level.CRITICAL,
                        "SEQ-02", Level.CRITICAL,
                        "SEQ-03", Level.CRITICAL,
                        "SEQ-04", Level.CRITICAL,
                        "SEQ-05", Level.CRITICAL));
        assertThat(standing(detector.incidents())).hasSize(1);
    }

    @Test
    void speaks_of_the_found_credential_before_anything_is_lost() {
        var destroyed = NineSeconds.BEGIN.plusSeconds(9);
        var detector = new Detector(RULES);
        NineSeconds.incident().stream()
                .takeWhile(event -> event.occurredAt().isBefore(destroyed))
                .forEach(detector::accept);

        assertThat(levels(detector)).containsKeys("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");
        var first = alert(detector, "SEQ-01");
        assertThat(Duration.between(NineSeconds.BEGIN, first.raisedAt())).isLessThan(Duration.ofMillis(5_100));
        assertThat(first.latencyMs()).isEqualTo(5);
    }

    @Test
    void tells_the_incident_in_one_sentence() {
        var incident = standing(run(NineSeconds.incident()).incidents()).get(0);

        assertThat(incident.title())
                .isEqualTo("cursor destroyed the shop's database volume in production with a credential found in "
                        + "scripts/legacy/domains.env, and its recovery with it");
        assertThat(incident.recoveryLeft()).contains("No registered copy is left");
        assertThat(incident.irreversible()).isTrue();
        assertThat(incident.severity()).isEqualTo(Level.CRITICAL);
        assertThat(incident.status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(incident.rules()).containsExactly("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");
    }

    @Test
    void an_alert_names_all_its_evidence_in_order() {
        var detector = run(NineSeconds.incident());

        assertThat(alert(detector, "SEQ-01").evidence()).containsExactly(ids(7, 8, 9, 10, 11, 12, 13));
        assertThat(alert(detector, "SEQ-02").evidence()).containsExactly(ids(5, 11, 13));
        assertThat(alert(detector, "SEQ-03").evidence()).containsExactly(ids(11, 13));
        assertThat(alert(detector, "SEQ-04").evidence()).containsExactly(ids(11, 13));
        assertThat(alert(detector, "SEQ-05").evidence()).containsExactly(ids(11, 13, 14));
    }

    @Test
    void what_rests_on_an_absent_approval_is_provisional_until_the_grace_is_over() {
        var detector = new Detector(RULES);
        NineSeconds.incident().stream().limit(14).forEach(detector::accept);
        assertThat(alert(detector, "SEQ-04").status()).isEqualTo(AlertStatus.PROVISIONAL);

        detector.settle(NineSeconds.BEGIN.plusSeconds(3_600));

        assertThat(alert(detector, "SEQ-04").status()).isEqualTo(AlertStatus.CONFIRMED);
        assertThat(alert(detector, "SEQ-04").absent()).singleElement().satisfies(absence -> {
            assertThat(absence.rule()).isEqualTo("approval");
            assertThat(absence.reason()).contains("none");
        });
    }

    @TestFactory
    Stream<DynamicTest> a_benign_twin_raises_nothing_above_low() {
        return NineSeconds.twins().entrySet().stream()
                .map(twin -> DynamicTest.dynamicTest(
                        twin.getKey(), () -> assertThat(run(twin.getValue()).alerts())
                                .filteredOn(alert -> alert.status().stands())
                                .allMatch(alert -> alert.level().compareTo(Level.LOW) <= 0)));
    }

    /** A twin that were silent for another reason than the one it stands for would prove nothing. */
    @TestFactory
    Stream<DynamicTest> a_twin_without_what_makes_it_harmless_is_not_silent() {
        var twins = NineSeconds.twins();
        return Map.of(
                        "created_by_session", without(twins, event -> event.verb() == Verb.CREATE),
                        "registered_automation", without(twins, event -> event.reference() != null),
                        "approved_change", without(twins, event -> event.approval() != null),
                        "own_env_file", without(twins, event -> event.reference() != null),
                        "rotation_bot", without(twins, event -> event.reference() != null),
                        "declared_purpose", without(twins, event -> event.reference() != null),
                        "undo_window", without(twins, event -> event.reference() != null))
                .entrySet()
                .stream()
                .map(twin -> DynamicTest.dynamicTest(twin.getKey(), () -> {
                    var altered = twin.getValue().apply(twin.getKey());
                    assertThat(run(altered).facts())
                            .as("what is derived is another thing")
                            .isNotEqualTo(run(twins.get(twin.getKey())).facts());
                }));
    }

    private static Function<String, List<Event>> without(Map<String, List<Event>> twins, Predicate<Event> what) {
        return name -> twins.get(name).stream().filter(what.negate()).toList();
    }

    private static String[] ids(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> NineSeconds.SESSION + "-" + number)
                .toArray(String[]::new);
    }

    private static Detector run(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(NineSeconds.BEGIN.plus(Duration.ofDays(1)));
        return detector;
    }

    private static List<Incident> standing(List<Incident> incidents) {
        return incidents.stream()
                .filter(incident ->
                        incident.status() != IncidentStatus.MERGED && incident.status() != IncidentStatus.RETRACTED)
                .toList();
    }

    private static Map<String, Level> levels(Detector detector) {
        return detector.alerts().stream()
                .filter(alert -> alert.status().stands())
                .collect(Collectors.toMap(alert -> alert.rule().id(), Alert::level));
    }

    private static Alert alert(Detector detector, String rule) {
        return detector.alerts().stream()
                .filter(alert -> alert.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
