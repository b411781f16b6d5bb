package dev.recount.sigma.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.recount.sigma.parse.InvalidRulesException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationSemanticsTest {

    private static final String ORDERED = "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s}";
    private static final String NOT = "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb}";

    /** Expected: the seconds at which it fires, with the evidence of each. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '§',
            value = {
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 2}} § ra 1, ra 11 § 11:e0+e1",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 2}} § ra 1, ra 11.000001 §",
                "{type: event_count, rules: [ra, rb], group-by: [], timespan: 10s, condition: {gt: 2}} § ra 1, rb 2, ra 3 § 3:e0+e1+e2",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {neq: 1}} § ra 1, ra 2 § 2:e0+e1",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {eq: 2}} § ra 1, ra 2, ra 3 § 2:e0+e1",
                "{type: value_count, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 2}} § ra 1 v=x, ra 2 v=X § 2:e0+e1",
                "{type: value_count, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 2}} § ra 1 v=x, ra 2, ra 3 v=x §",
                "{type: value_count, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 2}} § ra 1 v=x|y § 1:e0",
                "{type: value_count, rules: [ra], group-by: [], timespan: 10s, condition: {field: [v, w], gte: 2}} § ra 1 v=x w=1, ra 2 v=x w=2 § 2:e0+e1",
                "{type: value_sum, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 5}} § ra 1 v=2, ra 2 v=no, ra 3 v=3.0 § 3:e0+e1+e2",
                "{type: value_sum, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, lt: 5}} § ra 1 v=no §",
                "{type: value_sum, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 4}} § ra 1 v=2|2 § 1:e0",
                "{type: value_count, rules: [ra, rb], group-by: [], timespan: 10s, condition: {field: x, gte: 2}, aliases: {x: {ra: v, rb: w}}} § ra 1 v=p w=q, rb 2 v=p w=p, rb 3 w=q § 3:e0+e1+e2",
                "{type: event_count, rules: [ra], group-by: [v], timespan: 10s, condition: {gte: 2}} § ra 1 v=2|2 §",
                "{type: value_sum, rules: [ra], group-by: [], timespan: 2s, condition: {field: v, gte: 5}} § ra 1 v=4, ra 4 v=1 §",
                "{type: value_avg, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gt: 2}} § ra 1 v=1, ra 2 v=3, ra 3 v=3 § 3:e0+e1+e2",
                "{type: value_median, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, eq: 2}} § ra 1 v=1, ra 2 v=9, ra 3 v=2 § 3:e0+e1+e2",
                "{type: value_median, rules: [ra], group-by: [], timespan: 2s, condition: {field: v, eq: 5}} § ra 1 v=1, ra 4 v=4, ra 5 v=6 § 5:e1+e2",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1, ra 11 § 11:e0+e1",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1, ra 12 §",
                "{type: temporal, rules: [ra, rb, rc], group-by: [], timespan: 10s, condition: {gte: 2}} § rb 1, rb 2, rc 3 § 3:e0+e1+e2",
                "{type: temporal, rules: [ra, rb, rc], group-by: [], timespan: 10s, condition: {lt: 2}} § rb 1, rb 2 § 1:e0",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § ra 1, rb 1 § 1:e0+e1",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1, ra 1 § 1:e0+e1",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1, ra 2 §",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1, ra 2, rb 3 § 3:e1+e2",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § ra 1, ra 2, rb 3 § 3:e0+e1+e2",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § ra 1, rb 12 §",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § ra 1, ra 11, rb 12 § 12:e1+e2",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s} § ra 1, rc 2, rb 3, rc 4 § 4:e0+e2+e3",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s, condition: {gt: 1}} § ra 1, rc 2 § 2:e0+e1",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s, condition: {gte: 2}} § rc 1, ra 2 §",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb} § ra 1 § 1:e0",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb} § ra 1, rb 11 §",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb} § ra 1, rb 11.5 § 1:e0",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb} § rb 1, ra 2 §",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb} § rb 1, ra 12 § 12:e1",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not rb} § rb 2, ra 2 §",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and (rb or rc)} § ra 1, rc 2 § 2:e0+e1",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not (rb and rc)} § ra 1, rb 2 § 1:e0",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and not (rb and rc)} § ra 1, rb 2, rc 3 §",
                "{type: temporal_ordered, group-by: [], timespan: 10s, condition: ra and rb and not rc} § ra 1, rb 2 § 2:e0+e1",
                "{type: temporal_ordered, group-by: [], timespan: 10s, condition: ra and rb and not rc} § ra 1, rc 2, rb 3 §",
                "{type: temporal_ordered, group-by: [], timespan: 10s, condition: ra and rb and not rc} § rb 1, ra 2 §"
            })
    void a_correlation_means(String section, String steps, String expected) {
        List<Firing> firings = Scenario.of(section).fire(steps.split(", "));

        String actual = firings.stream()
                .map(firing -> firing.firstFireMicros() / 1_000_000 + ":" + String.join("+", firing.evidenceIds()))
                .collect(Collectors.joining(" "));
        assertThat(actual).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void groups_are_made_of_fields_and_aliases_and_lists_belong_to_several() {
        Scenario scenario = Scenario.of(
                "{type: temporal, rules: [ra, rb], group-by: [who, host], timespan: 10s, aliases: {who: {ra: user, rb: account}}}");

        assertThat(scenario.matches("ra 1 user=eve host=h"))
                .extracting(Match::group)
                .containsExactly(List.of("eve", "h"));
        assertThat(scenario.matches("rb 1 account=eve host=h"))
                .extracting(Match::group)
                .containsExactly(List.of("eve", "h"));
        assertThat(scenario.matches("rb 1 user=eve host=h")).isEmpty();
        assertThat(scenario.matches("ra 1 user=eve")).isEmpty();
        assertThat(scenario.matches("ra 1 user=eve|bob host=h")).hasSize(2);
        Firing firing =
                scenario.fire("ra 1 user=eve host=h", "rb 2 account=eve host=h").get(0);
        assertThat(firing.group()).hasToString("{who=eve, host=h}");
        assertThat(firing.id()).isEqualTo("c {who=eve, host=h} 2000000");
    }

    @Test
    void a_chain_runs_within_the_groups_of_the_outermost_correlation() {
        Scenario scenario = Scenario.file("""
                title: many
                name: many
                correlation: {type: event_count, rules: [ra], group-by: [host], timespan: 10s, condition: {gte: 2}}
                ---
                title: c
                correlation: {type: temporal_ordered, rules: [many, rb], group-by: [user], timespan: 60s}
                """, 0);

        List<Firing> firings = scenario.fire("ra 1 user=u host=x", "ra 2 user=u host=y", "rb 50 user=u");

        assertThat(firings).hasSize(1);
        assertThat(firings.get(0).evidenceIds()).containsExactly("e0", "e1", "e2");
        assertThat(scenario.plan().lookback()).isEqualTo(Duration.ofSeconds(70));
        assertThat(scenario.plan().baseRules()).containsExactlyInAnyOrder("ra", "rb");
    }

    @Test
    void not_is_provisional_until_the_end_of_the_window_plus_grace() {
        Scenario scenario = Scenario.of(NOT, 5);
        List<Match> matches = scenario.matches("ra 100");

        Firing early = scenario.plan().evaluate(matches, 114_999_999).get(0);
        Firing decided = scenario.plan().evaluate(matches, 115_000_000).get(0);

        assertThat(early.provisional()).isTrue();
        assertThat(early.decidedAtMicros()).isEqualTo(115_000_000);
        assertThat(decided.provisional()).isFalse();
        assertThat(scenario.plan().canRetract()).isTrue();
        assertThat(Scenario.of(ORDERED).plan().canRetract()).isFalse();
    }

    @Test
    void a_correlator_announces_confirms_and_retracts() {
        Scenario scenario = Scenario.of(NOT, 5);
        Correlator correlator = correlator(scenario, 1000, Duration.ofSeconds(60));

        assertThat(correlator.accept(scenario.matches("ra 100").get(0))).hasOnlyElementsOfType(Change.Fired.class);
        assertThat(correlator.accept(scenario.matches("ra 100").get(0))).isEmpty();
        assertThat(correlator.advance(114_000_000)).isEmpty();
        assertThat(correlator.accept(scenario.matches("ra 500 ", "rb 105").get(1)))
                .hasOnlyElementsOfType(Change.Retracted.class);
        assertThat(correlator.duplicates()).isEqualTo(1);
    }

    private static Correlator correlator(Scenario scenario, int cap, Duration lateness) {
        return new Correlator(scenario.plan(), CorrelationState.inMemory(), new Limits(cap, lateness));
    }

    @Test
    void confirmation_comes_when_event_time_passes() {
        Scenario scenario = Scenario.of(NOT, 5);
        Correlator correlator = correlator(scenario, 1000, Duration.ZERO);
        correlator.accept(scenario.matches("ra 100").get(0));

        assertThat(correlator.advance(114_999_999)).isEmpty();
        assertThat(correlator.advance(115_000_000)).singleElement().satisfies(change -> assertThat(change)
                .isInstanceOf(Change.Confirmed.class));
        assertThat(correlator.advance(115_000_000)).isEmpty();
        assertThat(correlator.advance(200_000_000)).isEmpty();
    }

    @Test
    void a_late_match_is_taken_within_the_allowed_lateness_and_counted_beyond() {
        Scenario scenario =
                Scenario.of("{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 2}}");
        Correlator correlator = correlator(scenario, 1000, Duration.ofSeconds(5));
        List<Match> matches = scenario.matches("ra 100", "ra 95", "ra 94.9");
        correlator.accept(matches.get(0));
        correlator.advance(100_000_000);

        assertThat(correlator.accept(matches.get(1))).hasOnlyElementsOfType(Change.Fired.class);
        assertThat(correlator.accept(matches.get(2))).isEmpty();
        assertThat(correlator.tooLate()).isEqualTo(1);
    }

    @Test
    void above_the_cap_the_latest_match_is_left_out_whatever_the_order_of_arrival() {
        Scenario scenario =
                Scenario.of("{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 3}}");
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(1, 2, 0))) {
            CorrelationState state = CorrelationState.inMemory();
            Correlator correlator = new Correlator(scenario.plan(), state, new Limits(2, Duration.ofSeconds(60)));
            List<Match> matches = scenario.matches("ra 1", "ra 2", "ra 3");
            order.forEach(i -> assertThat(correlator.accept(matches.get(i))).isEmpty());

            assertThat(correlator.overCap()).isEqualTo(1);
            assertThat(state.load(List.of()).matches())
                    .extracting(Match::eventId)
                    .containsExactly("e0", "e1");
        }
    }

    @Test
    void a_flood_of_one_step_takes_back_nothing_and_hides_no_other_step() {
        Scenario scenario = Scenario.of("{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 60s}");
        Correlator correlator =
                new Correlator(scenario.plan(), CorrelationState.inMemory(), new Limits(6, Duration.ofDays(1)));
        List<Change> changes = new ArrayList<>();
        scenario.matches("ra 0", "ra 1", "ra 2", "ra 3", "ra 4", "rb 5", "rb 6", "rb 7", "rb 8", "rb 9")
                .forEach(match -> changes.addAll(correlator.accept(match)));

        assertThat(changes).first().isInstanceOf(Change.Fired.class);
        assertThat(changes).noneMatch(Change.Retracted.class::isInstance);
        assertThat(correlator.overCap()).isEqualTo(4);
    }

    @Test
    void a_correlator_goes_on_with_what_the_state_holds() {
        Scenario scenario = Scenario.of(NOT, 5);
        CorrelationState state = CorrelationState.inMemory();
        Limits limits = new Limits(1000, Duration.ZERO);
        new Correlator(scenario.plan(), state, limits)
                .accept(scenario.matches("ra 100").get(0));

        Correlator next = new Correlator(scenario.plan(), state, limits);

        assertThat(next.advance(115_000_000)).hasOnlyElementsOfType(Change.Confirmed.class);
        assertThat(next.advance(1_000_000_000)).isEmpty();
        assertThat(state.groups()).isEmpty();
    }

    @Test
    void advancing_time_loads_only_the_groups_that_are_due() {
        Scenario scenario = Scenario.of("{type: temporal, rules: [ra, rb], group-by: [u], timespan: 10s}");
        AtomicInteger loads = new AtomicInteger();
        CorrelationState state = counting(CorrelationState.inMemory(), loads);
        Correlator correlator = new Correlator(scenario.plan(), state, new Limits(1000, Duration.ZERO));
        scenario.matches("ra 100 u=a", "ra 160 u=b", "ra 161 u=c").forEach(correlator::accept);
        loads.set(0);

        correlator.advance(110_000_000);
        assertThat(loads).hasValue(0);
        correlator.advance(150_000_000);
        assertThat(loads).hasPositiveValue();
        assertThat(state.groups()).hasSize(2);
    }

    private static CorrelationState counting(CorrelationState state, AtomicInteger loads) {
        return new CorrelationState() {
            @Override
            public Group load(List<String> group) {
                loads.incrementAndGet();
                return state.load(group);
            }

            @Override
            public void store(List<String> group, Group changed) {
                state.store(group, changed);
            }

            @Override
            public void remove(List<String> group) {
                state.remove(group);
            }

            @Override
            public Collection<List<String>> groups() {
                return state.groups();
            }
        };
    }

    @Test
    void what_cannot_matter_any_more_is_forgotten() {
        Scenario scenario = Scenario.of(ORDERED);
        CorrelationState state = CorrelationState.inMemory();
        Correlator correlator = new Correlator(scenario.plan(), state, new Limits(1000, Duration.ofSeconds(5)));
        correlator.accept(scenario.matches("ra 100").get(0));

        correlator.advance(124_000_000);
        assertThat(state.groups()).hasSize(1);
        correlator.advance(126_000_000);
        assertThat(state.groups()).isEmpty();
        assertThat(scenario.plan().retention()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_firing_goes_on_and_is_revised() {
        Scenario scenario =
                Scenario.of("{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 2}}");
        Correlator correlator = correlator(scenario, 1000, Duration.ofSeconds(60));
        List<Match> matches = scenario.matches("ra 3", "ra 5", "ra 7", "ra 4", "ra 5");

        assertThat(correlator.accept(matches.get(0))).isEmpty();
        assertThat(correlator.accept(matches.get(1))).hasOnlyElementsOfType(Change.Fired.class);
        List<Change> continued = correlator.accept(matches.get(2));
        assertThat(((Change.Continued) continued.get(0)).matches()).containsExactly(matches.get(2));
        assertThat(correlator.accept(matches.get(4))).hasOnlyElementsOfType(Change.Revised.class);
        List<Change> moved = correlator.accept(matches.get(3));
        assertThat(moved).hasSize(2);
        assertThat(moved.get(0)).isInstanceOf(Change.Retracted.class);
        assertThat(moved.get(1)).isInstanceOf(Change.Fired.class);
        assertThat(moved.get(1).firing().firstFireMicros()).isEqualTo(4_000_000);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '§',
            value = {
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s} § ra 1, rb 2, rc 25 § 2 of 3 steps; step 3 (rc) came 14 s too late",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s} § ra 1, rc 2 § 1 of 3 steps; step 2 (rb) never came",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1, ra 3.5 § 1 of 2 steps; step 2 (rb) came 2.500000 s too early",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 10s} § ra 1, rb 14, rc 25 § 1 of 3 steps; step 2 (rb) came 3 s too late",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 0.5, ra 1, rb 12 § 1 of 2 steps; step 2 (rb) came 0.500000 s too early",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 0, ra 2, rb 12.5 § 1 of 2 steps; step 2 (rb) came 0.500000 s too late",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 0, ra 2, rb 14 § 1 of 2 steps; step 2 (rb) came 2 s too late",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s} § rb 1 § 0 of 2 steps; step 1 (ra) never came",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s} § ra 1, rb 13 § 1 of 2 steps; step 2 (rb) came 2 s too late",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s} § rb 13 § 1 of 2 steps; step 1 (ra) never came",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s} § ra 1, rb 2 § fired 1 time(s)",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and rb and not rc} § ra 1 § 1 of 2 steps; step 2 (rb) never came",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and rb and not rc} § ra 1, rb 2, rc 3 § 2 of 2 steps; not with rc",
                "{type: temporal, group-by: [], timespan: 10s, condition: ra and rb and rc or rc and rb} § ra 1, rb 12, rc 23 § 1 of 2 steps; step 3 (rc) came 1 s too late",
                "{type: temporal_ordered, rules: [rb, ra], group-by: [], timespan: 10s, condition: rb and ra} § rb 1, ra 14 § 1 of 2 steps; step 2 (ra) came 3 s too late",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s, condition: {eq: 1}} § ra 1, rb 1 § 2 of 2 steps; the condition as a whole does not hold",
                "{type: value_sum, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gt: 5, lt: 9}} § ra 1 v=3 § at most 1 match within 10 s; needed: gt: 5, lt: 9 of v"
            })
    void a_near_miss_is_explained(String section, String steps, String expected) {
        Scenario scenario = Scenario.of(section);

        assertThat(scenario.plan().explain(scenario.matches(steps.split(", "))).summary())
                .isEqualTo(expected);
    }

    /** Ten times the matches must not take a hundred times as long: what is quadratic would run for minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: event_count, rules: [ra, rb], group-by: [], timespan: 1d, condition: {gte: 10}}",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 1d}",
                "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 1d}",
                "{type: temporal, group-by: [], timespan: 1d, condition: ra and rb and not rc}",
                "{type: temporal_ordered, group-by: [], timespan: 1d, condition: ra and rb and not rc}"
            })
    void a_window_may_hold_very_many_matches(String section) {
        Scenario scenario = Scenario.of(section);
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < 80_000; i++) {
            String rule = i % 2 == 0 ? "ra" : "rb";
            matches.add(new Match(rule, "e" + i, i * 1_000_000L, i, List.of(), Map.of()));
        }

        List<Firing> firings = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> scenario.plan().evaluate(matches));

        assertThat(firings).hasSize(1);
        assertThat(firings.get(0).evidence().size() + firings.get(0).following().size())
                .isEqualTo(80_000);
    }

    @Test
    void correlations_that_share_others_are_bounded() {
        StringBuilder file = new StringBuilder();
        String rules = "[ra, rb]";
        for (int i = 0; i < 40; i++) {
            for (String side : List.of("c", "d")) {
                file.append("title: t\nname: ")
                        .append(side)
                        .append(i)
                        .append("\ncorrelation: {type: temporal, rules: ")
                        .append(rules)
                        .append(", group-by: [], timespan: 1m}\n---\n");
            }
            rules = "[c" + i + ", d" + i + "]";
        }
        String yaml = file.substring(0, file.length() - "---\n".length());

        assertThatThrownBy(() -> Scenario.file(yaml, 0))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageContaining("over 1000 steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {eq: 0}}",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gt: 5, lt: 6}}",
                "{type: value_count, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, lt: 1}}",
                "{type: temporal, rules: [ra, rb], group-by: [], timespan: 10s, condition: {gte: 5}}"
            })
    void what_can_never_fire_is_refused(String section) {
        assertThatThrownBy(() -> Scenario.of(section))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageContaining("can satisfy");
    }

    @Test
    void a_number_of_steps_beyond_all_bounds_is_refused() {
        String section = "{type: temporal_ordered, rules: [ra, rb], group-by: [], timespan: 10s, condition: {%s}}";

        for (String bound : List.of("gte: 4294967297", "gt: 4294967296", "gte: 1e999999999", "gte: 1.5", "gt: -1e9")) {
            assertThatThrownBy(() -> Scenario.of(section.formatted(bound)))
                    .isInstanceOf(InvalidRulesException.class)
                    .hasMessageContaining("(expected: gte or gt, from 1 to the number of rules)")
                    .hasMessageNotContaining("[");
        }
    }

    @Test
    void a_count_that_was_not_reached_is_explained() {
        Scenario scenario =
                Scenario.of("{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 4}}");

        assertThat(scenario.plan()
                        .explain(scenario.matches("ra 1", "ra 2", "ra 3", "ra 14"))
                        .summary())
                .startsWith("at most 3 matches within 10 s");
        assertThat(scenario.plan().explain(scenario.matches("ra 1", "ra 11")).summary())
                .startsWith("at most 2 matches within 10 s");
        assertThat(scenario.plan().explain(List.of()).summary()).isEqualTo("none of the rules matched");
    }
}
