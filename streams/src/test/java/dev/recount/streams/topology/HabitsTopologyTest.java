package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.streams.baseline.Days;
import dev.recount.streams.baseline.HabitId;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is usual is learnt across sessions, and what arrives late changes what was said. */
class HabitsTopologyTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");
    private static final String KEY = "fp_30300000303000003030000030300000";
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void the_first_use_by_an_agent_is_known_in_another_session_than_those_before() {
        try (var driver = new Driver(RuleFiles.shippedBook(), folder, T0)) {
            driver.send(use("human", "user:dana", ActorKind.HUMAN, 0, 0));
            driver.send(use("first", "agent:coder", ActorKind.AGENT, 8, 8));
            driver.send(use("second", "agent:coder", ActorKind.AGENT, 9, 9));
            driver.pass(A_WHILE);

            assertThat(fact(driver, "human", "actor.first_use")).isEmpty();
            assertThat(fact(driver, "first", "actor.first_use")).isEqualTo("true");
            assertThat(fact(driver, "second", "actor.first_use")).isEqualTo("false");
            assertThat(driver.facts().get("second").basis().get("actor.first_use"))
                    .isEqualTo("baselines/agent:coder uses " + KEY + "@2026-06-09");
        }
    }

    @Test
    void an_earlier_use_that_arrives_late_takes_back_what_rested_on_there_being_none() {
        try (var driver = new Driver(RuleFiles.shippedBook(), folder, T0)) {
            driver.send(use("long ago", "agent:coder", ActorKind.AGENT, 0, 0));
            driver.send(use("now", "agent:coder", ActorKind.AGENT, 40, 40));
            driver.pass(A_WHILE);
            assertThat(dormant(driver)).containsExactly(AlertStatus.CONFIRMED);

            driver.send(use("between", "user:dana", ActorKind.HUMAN, 20, 41));
            driver.pass(A_WHILE);

            assertThat(dormant(driver)).containsExactly(AlertStatus.RETRACTED);
            assertThat(fact(driver, "now", "credential.dormant_days")).isEqualTo("20");
        }
    }

    @Test
    void a_use_that_is_not_known_is_no_first_use_when_some_were_not_kept() {
        try (var driver = new Driver(RuleFiles.shippedBook(), folder, T0)) {
            var body = new Json("{\"days\":[\"2026-06-03\"],\"busy\":[]}");
            var version = new RegistryVersion(null, null, T0, "days-to-2026-06-03", false, body);
            driver.send(use("human", "user:dana", ActorKind.HUMAN, 0, 0));
            driver.publish(new RegistryEntry("baselines", HabitId.NOT_KEPT, List.of(version)));
            driver.send(use("first", "agent:coder", ActorKind.AGENT, 8, 8));
            driver.send(use("second", "agent:coder", ActorKind.AGENT, 9, 9));
            driver.pass(A_WHILE);

            assertThat(fact(driver, "first", "actor.first_use")).isEmpty();
            assertThat(fact(driver, "second", "actor.first_use")).isEqualTo("false");
        }
    }

    @Test
    void a_sweep_across_midnight_does_not_make_its_second_half_familiar() {
        try (var driver = new Driver(RuleFiles.shippedBook(), folder, T0)) {
            driver.send(read(0, Phase.SUCCEEDED, T0));
            var midnight = Instant.parse("2026-06-11T00:00:00Z");
            for (int i = 1; i <= 25; i++) {
                driver.send(read(i, Phase.SUCCEEDED, midnight.plusSeconds(i <= 10 ? -10 : 5)));
            }
            driver.pass(A_WHILE);

            assertThat(sweeps(driver)).isTrue();
        }
    }

    @Test
    void a_refused_attempt_makes_nothing_familiar_and_a_reading_of_last_week_does() {
        for (Phase before : List.of(Phase.DENIED, Phase.SUCCEEDED)) {
            try (var driver = new Driver(RuleFiles.shippedBook(), folder.resolve(before.wire()), T0)) {
                driver.send(read(1, Phase.REQUESTED, T0));
                driver.send(read(1, before, T0.plusSeconds(1)));
                for (int i = 1; i <= 25; i++) {
                    driver.send(
                            read(i, Phase.SUCCEEDED, T0.plus(Duration.ofDays(9)).plusSeconds(i)));
                }
                driver.pass(A_WHILE);

                assertThat(sweeps(driver)).isEqualTo(before == Phase.DENIED);
            }
        }
    }

    @Test
    void what_is_seen_twice_on_a_day_is_published_once() {
        try (var driver = new Driver(RuleFiles.shippedBook(), folder, T0)) {
            var registry = driver.output(Topics.REGISTRY.name());
            for (int i = 0; i < 50; i++) {
                driver.send(use("use" + i, "agent:coder", ActorKind.AGENT, 0, 0));
            }

            assertThat(registry.readKeyValuesToList())
                    .extracting(record -> record.key)
                    .containsExactlyInAnyOrder("baselines/" + KEY + " used", "baselines/agent:coder uses " + KEY);
        }
    }

    private static List<AlertStatus> dormant(Driver driver) {
        return driver.alerts().values().stream()
                .filter(alert -> alert.rule().id().equals("SEQ-30"))
                .map(alert -> alert.status())
                .toList();
    }

    private static boolean sweeps(Driver driver) {
        return driver.alerts().values().stream()
                .anyMatch(alert ->
                        alert.rule().id().equals("SEQ-14") && alert.status().stands());
    }

    private static Event read(int number, Phase phase, Instant at) {
        var folder = number == 0 ? "aws:secret/other/" : "aws:secret/shop/";
        return Event.of(EventType.ACTION)
                .id("read-" + number + phase + at)
                .phase(phase)
                .occurredAt(at)
                .recordedAt(at.plusMillis(5))
                .session(new Session("s-" + Days.of(at.minusSeconds(60)), null, null, null, null))
                .actor(new Actor("agent:coder", ActorKind.AGENT, null, null, null))
                .action(new Action("a" + number + at, null, null, Verb.READ_SECRET, null, null, null, null, null, null))
                .resource(new Resource(folder + number, null, null, null, null))
                .build();
    }

    private static String fact(Driver driver, String event, String name) {
        try {
            return RecordJson.MAPPER
                    .readTree(driver.facts().get(event).facts().text())
                    .path(name)
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event use(String id, String actor, ActorKind kind, int day, int recordedDay) {
        return Event.of(EventType.CREDENTIAL)
                .id(id)
                .phase(Phase.USED)
                .occurredAt(T0.plus(Duration.ofDays(day)))
                .recordedAt(T0.plus(Duration.ofDays(recordedDay)).plusMillis(5))
                .session(new Session("s-" + id, null, null, null, null))
                .actor(new Actor(actor, kind, null, null, null))
                .credential(new Credential(KEY, null, null, Custody.INJECTED, null, null, null, null))
                .build();
    }
}
