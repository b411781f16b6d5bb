package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.NineSeconds;
import dev.recount.event.Phase;
import dev.recount.event.Reference;
import dev.recount.event.Session;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are put, changed and withdrawn while detection runs. */
class LiveRulesTest {

    private static final Instant T0 = NineSeconds.BEGIN;
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private Driver driver;
    private int changes;

    @BeforeEach
    void start() {
        driver = new Driver(LiveRules.over(RuleFiles.shippedTexts()), folder, T0);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void a_rule_put_live_raises_alerts() {
        put("SINGLE-1", single("SINGLE-1", "poke"));

        driver.send(tool("e1", "poke", 1));

        assertThat(raised("SINGLE-1")).singleElement().satisfies(alert -> {
            assertThat(alert.rule().title()).isEqualTo("Tool poke");
            assertThat(alert.evidence()).containsExactly("e1");
        });
    }

    @Test
    void changing_one_rule_keeps_the_half_open_windows_of_the_others_and_its_own() {
        put("PAIR-1", pair("PAIR-1", "Pair one", "first", "second"));
        put("PAIR-2", pair("PAIR-2", "Pair two", "first", "third"));
        driver.send(tool("e1", "first", 1));

        put("PAIR-2", pair("PAIR-2", "Pair two, changed", "first", "third"));
        put("PAIR-3", single("PAIR-3", "unrelated"));
        withdraw("PAIR-3");
        driver.send(tool("e2", "second", 2));
        driver.send(tool("e3", "third", 3));

        assertThat(raised("PAIR-1")).singleElement().satisfies(alert -> assertThat(alert.evidence())
                .containsExactly("e1", "e2"));
        assertThat(raised("PAIR-2")).singleElement().satisfies(alert -> {
            assertThat(alert.evidence()).containsExactly("e1", "e3");
            assertThat(alert.rule().title()).isEqualTo("Pair two, changed");
        });
    }

    @Test
    void the_shipped_rules_keep_their_windows_while_others_change() {
        List<Event> events = NineSeconds.incident();
        for (int i = 0; i < events.size(); i++) {
            driver.send(events.get(i));
            put("NOISE", single("NOISE", "noise-" + i % 3));
        }
        driver.pass(Duration.ofHours(1));

        assertThat(driver.alerts().values())
                .extracting(alert -> alert.rule().id())
                .containsExactlyInAnyOrder("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");
    }

    @Test
    void a_withdrawn_rule_says_nothing_more_and_what_it_said_stays() {
        put("SINGLE-1", single("SINGLE-1", "poke"));
        driver.send(tool("e1", "poke", 1));

        withdraw("SINGLE-1");
        driver.send(tool("e2", "poke", 900));
        driver.pass(Duration.ofHours(1));

        assertThat(raised("SINGLE-1")).singleElement().satisfies(alert -> {
            assertThat(alert.evidence()).containsExactly("e1");
            assertThat(alert.status()).isEqualTo(AlertStatus.CONFIRMED);
        });
    }

    @Test
    void a_shipped_rule_can_be_withdrawn_and_put_back() {
        withdraw("SEQ-04");
        driver.sendAll(NineSeconds.incident());
        driver.pass(Duration.ofHours(1));
        assertThat(raised("SEQ-04")).isEmpty();
        assertThat(raised("SEQ-05")).isNotEmpty();

        put(
                "SEQ-04",
                RuleFiles.shippedTexts().stream()
                        .filter(file -> file.name().contains("SEQ-04"))
                        .findFirst()
                        .orElseThrow()
                        .text());

        assertThat(raised("SEQ-04")).isNotEmpty();
    }

    @Test
    void a_version_that_cannot_be_used_leaves_the_one_before_in_force() {
        put("SINGLE-1", single("SINGLE-1", "poke"));
        put("SINGLE-1", single("SINGLE-1", "poke").replace("condition: sel", "condition: nothing"));
        put("OTHER-ID", single("SINGLE-1", "poke"));
        put("SEQ-02", "title: [");

        driver.send(tool("e1", "poke", 1));
        driver.sendAll(NineSeconds.incident());
        driver.pass(Duration.ofHours(1));

        assertThat(raised("SINGLE-1")).hasSize(1);
        assertThat(raised("SEQ-01")).isNotEmpty();
    }

    private List<Alert> raised(String rule) {
        return driver.alerts().values().stream()
                .filter(alert -> alert.rule().id().equals(rule))
                .toList();
    }

    private void put(String id, String text) {
        change(
                id,
                null,
                new Json(RecordJson.MAPPER.createObjectNode().put("sigma", text).toString()));
    }

    private void withdraw(String id) {
        change(id, true, null);
    }

    private void change(String id, @Nullable Boolean withdrawn, @Nullable Json body) {
        var at = T0.plusMillis(++changes);
        driver.send(Event.of(EventType.CONTROL)
                .id("change-" + changes)
                .phase(Phase.REFERENCE_CHANGED)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .reference(new Reference("rules", id, null, null, withdrawn, body))
                .build());
        driver.pass(A_MOMENT);
    }

    private static Event tool(String id, String tool, long second) {
        var at = T0.plusSeconds(second);
        return Event.of(EventType.ACTION)
                .id(id)
                .phase(Phase.REQUESTED)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .session(new Session("s-1", null, null, null, null))
                .action(new Action("act-" + id, tool, null, null, null, null, null, null, null, null))
                .build();
    }

    private static String single(String id, String tool) {
        return """
                title: Tool %2$s
                name: tool_%2$s_of_%1$s
                logsource: {product: recount, category: action}
                detection: {sel: {action.tool: %2$s}, condition: sel}
                level: high
                recount: {id: %1$s}
                """.formatted(id, tool);
    }

    private static String pair(String id, String title, String first, String second) {
        return """
                title: %2$s
                correlation: {type: temporal_ordered, rules: [%1$s_a, %1$s_b], group-by: [session.id], timespan: 1h}
                level: high
                recount: {id: %1$s}
                ---
                title: a
                name: %1$s_a
                logsource: {product: recount, category: action}
                detection: {sel: {action.tool: %3$s}, condition: sel}
                ---
                title: b
                name: %1$s_b
                logsource: {product: recount, category: action}
                detection: {sel: {action.tool: %4$s}, condition: sel}
                """.formatted(id, title, first, second);
    }
}
