package dev.recount.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.streams.detect.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many alerts of one incident, and many incidents that grow together and fall apart. */
class FloodTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");

    /** With every alert looked at again for each, ten thousand took hours. */
    @Test
    void ten_thousand_alerts_of_one_session_are_one_incident_within_seconds() {
        var size = Integer.getInteger("recount.flood.alerts", 10_000);
        var board = new IncidentBoard();
        int[] stated = {0};

        assertTimeout(Duration.ofSeconds(20), () -> IntStream.range(0, size)
                .forEach(i -> stated[0] += board.accept(alert("a" + i, i / 10, List.of("s1"), 1, AlertStatus.CONFIRMED))
                        .incidents()
                        .size()));

        assertThat(stated[0]).isLessThan(200);
        var incidents = board.incidents();
        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).alerts()).hasSize(size);
        assertThat(board.flush().incidents()).isEmpty();
    }

    /** Each alert goes on for a while longer after all have been raised. */
    @Test
    void alerts_that_go_on_cost_no_more_than_new_ones() {
        var size = Integer.getInteger("recount.flood.alerts", 10_000);
        var board = new IncidentBoard();
        IntStream.range(0, size)
                .forEach(i -> board.accept(alert("a" + i, i / 10, List.of("s1"), 1, AlertStatus.CONFIRMED)));
        board.flush();
        int[] stated = {0};

        assertTimeout(Duration.ofSeconds(20), () -> IntStream.range(0, size)
                .forEach(i -> stated[0] += board.accept(lasting(i)).incidents().size()));

        assertThat(stated[0]).isZero();
        assertThat(board.incidents()).hasSize(1);
        assertThat(board.incidents().get(0).alerts()).hasSize(size);
    }

    private static Issued lasting(int i) {
        return alert("a" + i, i / 10, List.of("s1"), 2, AlertStatus.CONFIRMED, 90);
    }

    /** Holds the board against the plain definition: alerts that share something within an hour, and what those are near, and so on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_hangs_together_is_one_incident_whatever_came_first(long seed) {
        var random = new Random(seed);
        var board = new IncidentBoard();
        Map<String, Alert> latest = new TreeMap<>();
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 120).boxed().toList());
        for (int round = 1; round <= 2; round++) {
            Collections.shuffle(numbers, random);
            for (int number : numbers) {
                if (round == 1 || random.nextInt(3) == 0) {
                    var status = round == 2 && random.nextBoolean() ? AlertStatus.RETRACTED : AlertStatus.CONFIRMED;
                    var sessions = List.of("s" + number % 7, "s" + random.nextInt(12));
                    boolean goesOn = round == 2 && random.nextBoolean();
                    var alert = goesOn
                            ? lasting(latest.get("a" + number), 30 + random.nextInt(9_000))
                            : alert("a" + number, random.nextInt(1_500), sessions, round, status);
                    latest.put(alert.alert().id(), alert.alert());
                    board.accept(alert);
                }
            }
        }

        Set<Set<String>> standing = new java.util.HashSet<>();
        board.incidents().stream()
                .filter(incident -> incident.status().wire().equals("open"))
                .map(Incident::alerts)
                .forEach(alerts -> standing.add(new TreeSet<>(alerts)));
        assertThat(standing).as("seed %d", seed).isEqualTo(components(latest));
    }

    private static Set<Set<String>> components(Map<String, Alert> alerts) {
        Map<String, Set<String>> of = new TreeMap<>();
        var standing = alerts.values().stream()
                .filter(alert -> alert.status().stands())
                .toList();
        standing.forEach(alert -> of.put(alert.id(), new TreeSet<>(Set.of(alert.id()))));
        for (Alert one : standing) {
            for (Alert other : standing) {
                if (hangTogether(one, other)) {
                    var all = of.get(one.id());
                    all.addAll(of.get(other.id()));
                    all.forEach(id -> of.put(id, all));
                }
            }
        }
        return Set.copyOf(of.values());
    }

    private static boolean hangTogether(Alert one, Alert other) {
        var reach = Duration.ofHours(1);
        return !Collections.disjoint(one.sessions(), other.sessions())
                && !one.firstEvidenceAt().isAfter(other.lastEvidenceAt().plus(reach))
                && !other.firstEvidenceAt().isAfter(one.lastEvidenceAt().plus(reach));
    }

    private static Issued lasting(Alert before, int seconds) {
        int minute = (int) Duration.between(T0, before.firstEvidenceAt()).toMinutes();
        return alert(before.id(), minute, before.sessions(), 2, AlertStatus.CONFIRMED, seconds);
    }

    private static Issued alert(String id, int minute, List<String> sessions, long revision, AlertStatus status) {
        return alert(id, minute, sessions, revision, status, 30);
    }

    private static Issued alert(
            String id, int minute, List<String> sessions, long revision, AlertStatus status, int seconds) {
        var at = T0.plus(Duration.ofMinutes(minute));
        var alert = new Alert(
                id,
                revision,
                status,
                new RuleRef("RULE", "A rule", Level.HIGH, "us", List.of(), "1"),
                Level.HIGH,
                at,
                Map.of("id", id),
                List.of("e" + id),
                List.of(),
                "a summary",
                null,
                at,
                at.plusSeconds(seconds),
                0,
                sessions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
        return new Issued(alert, at, null, Map.of(), List.of("e" + id), 1_000_000, null);
    }
}
