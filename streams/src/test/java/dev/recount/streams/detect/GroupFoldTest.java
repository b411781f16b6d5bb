package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFoldTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final GroupKey KEY = new GroupKey("SEQ-04", Map.of("resource.id", "v"));
    private static final Instant T0 = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant LATER = T0.plus(Duration.ofDays(400));

    private final GroupFold fold = new GroupFold(RULES);
    private final MatchGroup group = new MatchGroup();

    @Test
    void matches_within_the_window_are_one_alert_with_growing_evidence() {
        var first = accept(match("a", 0));
        var second = accept(match("b", 30));

        assertThat(second).singleElement().satisfies(issued -> {
            assertThat(issued.alert().id()).isEqualTo(first.get(0).alert().id());
            assertThat(issued.alert().revision()).isEqualTo(2);
            assertThat(issued.alert().evidence()).containsExactly("a", "b");
            assertThat(issued.alert().raisedAt()).isEqualTo(T0);
        });
    }

    @Test
    void matches_further_apart_are_two_alerts_until_one_between_them_joins_them() {
        accept(match("a", 0));
        accept(match("c", 110));
        assertThat(standing()).hasSize(2);

        accept(match("b", 55));

        assertThat(standing())
                .singleElement()
                .satisfies(issued -> assertThat(issued.alert().evidence()).containsExactly("a", "b", "c"));
        assertThat(group.issued())
                .filteredOn(issued -> issued.alert().status() == AlertStatus.RETRACTED)
                .singleElement()
                .satisfies(issued -> assertThat(issued.alert().absent())
                        .anySatisfy(absence -> assertThat(absence.reason()).contains("belongs to alr_")));
    }

    @Test
    void the_same_match_again_is_answered_with_the_same_revision() {
        var first = accept(match("a", 0));

        assertThat(accept(match("a", 0))).isEqualTo(first);
    }

    @Test
    void a_withdrawn_match_retracts_with_its_reason_and_its_return_restores() {
        accept(match("a", 0));
        var retracted = accept(match("a", 0).withdrawnBecause("approved"));
        assertThat(retracted).singleElement().satisfies(issued -> {
            assertThat(issued.alert().status()).isEqualTo(AlertStatus.RETRACTED);
            assertThat(issued.alert().absent())
                    .anySatisfy(absence -> assertThat(absence.reason()).isEqualTo("approved"));
        });

        var restored = accept(match("a", 0));

        assertThat(restored).singleElement().satisfies(issued -> {
            assertThat(issued.alert().status()).isEqualTo(AlertStatus.CONFIRMED);
            assertThat(issued.alert().revision()).isEqualTo(3);
        });
    }

    @Test
    void an_alert_whose_evidence_was_only_forgotten_stands() {
        accept(match("old", 0));
        accept(match("new", 60 * 24 * 30));

        assertThat(group.all()).extracting(RuleMatch::eventId).containsExactly("new");
        assertThat(standing()).hasSize(2);
    }

    @Test
    void a_flood_does_not_push_out_what_the_alert_began_with() {
        var first = accept(match("first", 0)).get(0).alert().id();
        for (int i = 0; i < Retention.KEPT + 10; i++) {
            put(group, match("more" + i, 1));
        }
        fold.settle(KEY, group, LATER);

        assertThat(standing())
                .singleElement()
                .satisfies(issued -> assertThat(issued.alert().id()).isEqualTo(first));
        assertThat(group.all()).hasSize(Retention.KEPT);
    }

    @Test
    void a_flood_is_looked_at_now_and_then_and_ends_as_if_looked_at_with_each() {
        List<RuleMatch> flood =
                IntStream.range(0, 600).mapToObj(i -> match("m" + i, i)).toList();
        boolean owed = false;
        for (RuleMatch match : flood) {
            owed = fold.accept(KEY, group, match, LATER).owed();
        }
        var expected = new MatchGroup();
        flood.forEach(match -> {
            put(expected, match);
            fold.settle(KEY, expected, LATER);
        });

        assertThat(owed).isTrue();
        fold.settle(KEY, group, LATER);
        assertThat(standing()).singleElement().satisfies(issued -> {
            assertThat(issued.alert().revision()).isLessThan(100);
            assertThat(issued.matches()).hasSameSizeAs(flood);
            assertThat(List.of(issued))
                    .usingRecursiveComparison()
                    .ignoringFields("alert.revision")
                    .isEqualTo(expected.issued());
        });
    }

    @Test
    void a_flood_is_looked_at_before_it_makes_something_be_forgotten() {
        for (int i = 0; i < 40; i++) {
            accept(match("m" + i, i));
        }
        accept(match("much later", 60 * 24 * 30));

        assertThat(standing()).extracting(issued -> issued.matches().size()).containsExactlyInAnyOrder(40, 1);
    }

    @Test
    void the_level_moves_with_what_is_known() {
        assertThat(level(Map.of())).isEqualTo(Level.HIGH);
        assertThat(level(Map.of("action.reversibility", "irreversible"))).isEqualTo(Level.CRITICAL);
        assertThat(level(Map.of("action.reversibility", "irreversible", "resource.environment_inferred", "true")))
                .isEqualTo(Level.HIGH);
        assertThat(level(Map.of("approval.state", "none"))).isEqualTo(Level.HIGH);
        assertThat(level(Map.of("approval.state", "after_the_act"))).isEqualTo(Level.CRITICAL);
        assertThat(level(Map.of("action.reversibility", "undo_window"))).isEqualTo(Level.HIGH);
        assertThat(level(Map.of("resource.environment_inferred", "true", "resource.created_by_session", "true")))
                .isEqualTo(Level.LOW);
    }

    private Level level(Map<String, String> fields) {
        var fresh = new MatchGroup();
        return fold.accept(KEY, fresh, match("x", 0, fields), LATER)
                .issued()
                .get(0)
                .alert()
                .level();
    }

    private static void put(MatchGroup group, RuleMatch match) {
        group.put(match, group.leaving(match, Retention.of(Duration.ofHours(1))));
    }

    private List<Issued> accept(RuleMatch match) {
        return fold.accept(KEY, group, match, LATER).issued();
    }

    private List<Issued> standing() {
        return group.issued().stream()
                .filter(issued -> issued.alert().status().stands())
                .toList();
    }

    private static RuleMatch match(String id, int minute) {
        return match(id, minute, Map.of());
    }

    private static RuleMatch match(String id, int minute, Map<String, String> fields) {
        var at = T0.plus(Duration.ofMinutes(minute));
        var rule = RULES.alertRule("SEQ-04").orElseThrow().singles().iterator().next();
        return new RuleMatch(
                rule, id, null, at, at, -1, List.of(), List.of(), "act-" + id, List.of(), List.of(), fields);
    }
}
