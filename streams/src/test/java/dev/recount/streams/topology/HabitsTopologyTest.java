package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Session;
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
