package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.streams.detect.Issued;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a large incident is owed is not lost when the process ends before it is said. */
class IncidentsRestartTest {

    private static final Instant NOW = Instant.parse("2026-05-02T00:00:00Z");
    private static final int ALERTS = 100;

    @TempDir
    Path folder;

    private final Map<String, Incident> said = new TreeMap<>();

    @Test
    void a_level_that_rose_just_before_the_end_is_said_after_the_next_start() {
        try (var running = new Running()) {
            for (int i = 0; i < ALERTS; i++) {
                running.take(alert(i, 1, Level.MEDIUM));
            }
            running.pass(Duration.ofMinutes(1));
            running.pass(Duration.ofMinutes(2));
            assertThat(level()).isEqualTo(Level.MEDIUM);

            running.take(alert(7, 2, Level.CRITICAL));
            assertThat(level()).as("it waits to be stated").isEqualTo(Level.MEDIUM);
        }

        try (var running = new Running()) {
            running.pass(Duration.ofMinutes(3));
            assertThat(level()).isEqualTo(Level.CRITICAL);
            running.pass(Duration.ofMinutes(4));
        }

        said.clear();
        try (var running = new Running()) {
            running.pass(Duration.ofMinutes(5));
            assertThat(said).as("nothing is owed any more").isEmpty();
        }
    }

    private Level level() {
        assertThat(said).hasSize(1);
        return said.values().iterator().next().severity();
    }

    private static Issued alert(int number, long revision, Level level) {
        var at = NOW.plusSeconds(number);
        var rule = new RuleRef("RULE", "A rule", level, "us", List.of(), "1");
        var alert = new Alert(
                "a" + number,
                revision,
                AlertStatus.CONFIRMED,
                rule,
                level,
                at,
                Map.of("id", "a" + number),
                List.of("e" + number),
                List.of(),
                "a summary",
                null,
                at,
                at.plusSeconds(30),
                0,
                List.of("s1"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
        return new Issued(alert, at, null, Map.of(), List.of("e" + number), 1_000_000, null);
    }

    /** The processor between a start and an end without warning. */
    private final class Running implements AutoCloseable {
        private final MockProcessorContext<String, Published> context;
        private final KeyValueStore<Bytes, byte[]> store;
        private final Incidents incidents = new Incidents();

        Running() {
            var settings = new Properties();
            DetectionSettings.of("localhost:1", "test", folder)
                    .properties()
                    .forEach((name, value) -> settings.put(name, value));
            context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
            context.setCurrentSystemTimeMs(NOW.toEpochMilli());
            store = State.builder(Incidents.STORE).withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            incidents.init(context);
        }

        void take(Issued issued) {
            incidents.process(new Record<>("", new BoardInput(issued, null), NOW.toEpochMilli()));
            collect();
        }

        void pass(Duration sinceStart) {
            long ms = NOW.plus(sinceStart).toEpochMilli();
            context.setCurrentSystemTimeMs(ms);
            context.scheduledPunctuators().forEach(each -> each.getPunctuator().punctuate(ms));
            collect();
        }

        private void collect() {
            context.forwarded().forEach(forwarded -> {
                var incident = forwarded.record().value().incident();
                if (incident != null) {
                    said.put(incident.id(), incident);
                }
            });
            context.resetForwards();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
