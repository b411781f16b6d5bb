package dev.recount.streams.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.Level;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.Replaying;
import dev.recount.streams.replay.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Fleets of many sessions at once, with planted attacks. {@code -Drecount.fleet.sessions=1000} and {@code -Drecount.fleet.seeds=N} make them
 * as large as one likes; the figures are printed.
 */
class FleetTest {

    private static final Path FOLDER = Path.of("..", "detections", "fixtures");
    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final int SESSIONS = Integer.getInteger("recount.fleet.sessions", 80);
    private static final int SEEDS = Integer.getInteger("recount.fleet.seeds", 1);

    @Test
    void every_planted_attack_is_found_and_nothing_else() throws IOException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            var fleet = Fleet.of(FOLDER, seed, SESSIONS);
            var raised = raised(fleet, Replaying.of(RULES, fleet.events(), 3, fleet.end()));
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < fleet.tellings().size(); i++) {
                var story = fleet.tellings().get(i).story();
                var about = raised.getOrDefault(i, Map.of());
                if (!about.equals(story.raises())) {
                    wrong.add(
                            story.rule() + ": " + story.name() + ": expected " + story.raises() + ", raised " + about);
                }
            }
            report(seed, fleet, wrong.size());
            assertThat(wrong).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_replay_of_a_fleet_ends_as_living_through_it_whatever_the_partitions_and_the_order() throws IOException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            var fleet = Fleet.of(FOLDER, seed, SESSIONS);
            var live = new Detector(RULES);
            live.acceptAll(fleet.delivered(seed));
            live.settle(fleet.end());
            var expected = Standing.of(live.alerts(), List.of()).alerts();
            for (int partitions : List.of(1, 3, 12)) {
                var replayed = Replaying.of(RULES, fleet.delivered(seed + partitions), partitions, fleet.end());
                assertThat(Standing.of(replayed, List.of()).alerts())
                        .as("seed %d, %d partitions", seed, partitions)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    private static void report(int seed, Fleet fleet, int wrong) {
        var attacks = fleet.tellings().stream()
                .filter(told -> Fleet.isAttack(told.story()))
                .toList();
        long actions = fleet.tellings().stream()
                .filter(told -> !Fleet.isAttack(told.story()))
                .flatMap(told -> told.events().stream())
                .filter(event -> event.type() == EventType.ACTION)
                .count();
        var rules = new TreeSet<String>();
        attacks.forEach(told -> rules.addAll(told.story().raises().keySet()));
        System.out.printf(
                "fleet of seed %d: %d sessions, %d planted attacks of %d rules, %d harmless actions; %d stories ended otherwise%n",
                seed, fleet.tellings().size(), attacks.size(), rules.size(), actions, wrong);
    }

    /** By telling: the worst level of each rule's standing alerts that rest on one of its events. */
    private static Map<Integer, Map<String, String>> raised(Fleet fleet, List<Alert> alerts) {
        Map<String, Integer> tellings = new TreeMap<>();
        for (int i = 0; i < fleet.tellings().size(); i++) {
            for (Event event : fleet.tellings().get(i).events()) {
                tellings.put(event.id(), i);
            }
        }
        Map<Integer, Map<String, Level>> worst = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.status().stands()) {
                for (String event : alert.evidence()) {
                    worst.computeIfAbsent(tellings.get(event), ignored -> new TreeMap<>())
                            .merge(alert.rule().id(), alert.level(), Level::max);
                }
            }
        }
        Map<Integer, Map<String, String>> words = new TreeMap<>();
        worst.forEach((telling, levels) -> {
            var about = words.computeIfAbsent(telling, ignored -> new TreeMap<>());
            levels.forEach((rule, level) -> about.put(rule, level.wire()));
        });
        return words;
    }
}
