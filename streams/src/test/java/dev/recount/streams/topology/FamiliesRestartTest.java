package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session told its family just before the end of a process is told again after the next start, for it may not have got through. */
class FamiliesRestartTest {

    private static final Codecs CODECS = Codecs.released();
    private static final Instant NOW = Instant.parse("2026-05-02T00:00:00Z");

    @TempDir
    private Path folder;

    private final Event denied = event("denied", "child", "parent", "denied");
    private final Event read = event("found", "parent", null, "failed");

    @Test
    void a_child_tells_its_parent_again_who_it_is_and_what_it_remembers() {
        try (var running = new Running()) {
            assertThat(running.take(Topics.EVENTS, "child", denied)).containsExactly("parent denied");
            assertThat(running.take(Topics.EVENTS, "child", denied))
                    .as("it is no news")
                    .isEmpty();
        }
        try (var running = new Running()) {
            assertThat(running.pass(Duration.ofSeconds(1))).containsExactly("parent denied");
            assertThat(running.pass(Duration.ofMinutes(1))).as("once").isEmpty();
        }
        try (var running = new Running()) {
            assertThat(running.pass(Duration.ofMinutes(2)))
                    .as("and by then it has got through")
                    .isEmpty();
        }
    }

    @Test
    void a_parent_knows_its_children_after_a_restart() {
        try (var running = new Running()) {
            assertThat(running.take(Topics.KIN, "parent", denied))
                    .as("it has nothing to tell")
                    .isEmpty();
        }
        try (var running = new Running()) {
            assertThat(running.take(Topics.EVENTS, "parent", read)).containsExactly("child found");
        }
    }

    private static Event event(String id, String session, String parent, String phase) {
        return RecordJson.of(Event.class).read("""
                {"id":"%s","type":"action","phase":"%s","occurred_at":"%s","recorded_at":"%s",
                 "session":{"id":"%s"%s},"actor":{"id":"agent:a","kind":"agent"},
                 "action":{"operation":"volumeDelete","verb":"destroy","error":{"code":"denied"}},
                 "resource":{"id":"volume:v1","kind":"volume"}}\
                """.formatted(
                        id, phase, NOW, NOW, session, parent == null ? "" : ",\"parent_id\":\"" + parent + "\""));
    }

    /** The processor between a start and an end without warning. */
    private final class Running implements AutoCloseable {
        private final MockProcessorContext<String, Emission> context;
        private final KeyValueStore<Bytes, byte[]> store;
        private final Enrich enrich = new Enrich(
                CODECS.events(),
                LiveRules.always(RuleFiles.shippedBook()),
                new ReferenceBook(),
                new DetectionCounters());

        Running() {
            var settings = new Properties();
            DetectionSettings.of("localhost:1", "test", folder)
                    .properties()
                    .forEach((name, value) -> settings.put(name, value));
            context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
            context.setCurrentSystemTimeMs(NOW.toEpochMilli());
            store = State.builder(Enrich.STORE).withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            enrich.init(context);
        }

        List<String> take(Topic from, String key, Event event) {
            context.setRecordMetadata(from.name(), 0, 0);
            enrich.process(new Record<>(key, CODECS.events().encode(event), NOW.toEpochMilli()));
            return told();
        }

        List<String> pass(Duration sinceStart) {
            long ms = NOW.plus(sinceStart).toEpochMilli();
            context.setCurrentSystemTimeMs(ms);
            context.scheduledPunctuators().forEach(each -> each.getPunctuator().punctuate(ms));
            return told();
        }

        /** Who is told of what. */
        private List<String> told() {
            var told = context.forwarded().stream()
                    .filter(forwarded -> forwarded.record().value() instanceof Emission.Told)
                    .map(forwarded -> forwarded.record().key() + " "
                            + ((Emission.Told) forwarded.record().value())
                                    .event()
                                    .id())
                    .toList();
            context.resetForwards();
            return told;
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
