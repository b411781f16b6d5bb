package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.streams.detect.GroupFold;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.MatchGroup;
import dev.recount.streams.detect.RandomEvents;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.detect.RuleMatch;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.replay.Standing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups kept in a store on disk, through restarts that read some matches again, end as groups kept in memory. */
class CorrelateStoreTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant NOW = Instant.parse("2026-05-02T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");
    private static final int ROUNDS = Integer.getInteger("recount.property.rounds", 4);
    private static final int EVENTS = 250;

    @TempDir
    private Path folder;

    @Test
    void a_store_and_restarts_change_nothing() {
        int alerts = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            var matches = matches(seed);

            var expected = Standing.of(inMemory(matches), List.of());
            var actual = Standing.of(inStore(matches, seed), List.of());

            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
            alerts += expected.alerts().size();
        }
        assertThat(alerts).as("alerts in all rounds").isPositive();
    }

    private static List<RoutedMatch> matches(int seed) {
        var random = new RandomEvents(seed);
        var book = new ReferenceBook();
        random.registry().forEach(book::apply);
        var fold = new SessionFold(RULES, book);
        var memory = new SessionMemory();
        var footprint = new Footprint();
        List<RoutedMatch> matches = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            matches.addAll(fold.accept(memory, footprint, random.next()).matches());
        }
        return matches;
    }

    private static List<Alert> inMemory(List<RoutedMatch> matches) {
        var fold = new GroupFold(RULES);
        Map<String, MatchGroup> groups = new HashMap<>();
        for (RoutedMatch routed : matches) {
            var group = groups.computeIfAbsent(routed.group(), ignored -> new MatchGroup());
            fold.accept(GroupKey.parse(routed.group()), group, routed.match(), NOW);
        }
        List<Alert> alerts = new ArrayList<>();
        groups.forEach((key, group) -> {
            fold.settle(GroupKey.parse(key), group, LATER);
            group.issued().forEach(issued -> alerts.add(issued.alert()));
        });
        return alerts;
    }

    private List<Alert> inStore(List<RoutedMatch> matches, int seed) {
        var random = new Random(seed);
        Map<String, Alert> alerts = new TreeMap<>();
        int at = 0;
        while (at < matches.size()) {
            int until = Math.min(matches.size(), at + 1 + random.nextInt(40));
            try (var running = new Running(folder.resolve("seed-" + seed), alerts)) {
                matches.subList(at, until).forEach(running::take);
                if (until == matches.size()) {
                    running.settle();
                }
            }
            // What had not been committed is read again.
            at = until == matches.size() ? until : Math.max(at + 1, until - random.nextInt(6));
        }
        return List.copyOf(alerts.values());
    }

    /** The processor between a start and a stop. */
    private static final class Running implements AutoCloseable {
        private final MockProcessorContext<String, Issued> context;
        private final KeyValueStore<Bytes, byte[]> store;
        private final Correlate correlate = new Correlate(LiveRules.always(RULES), new DetectionCounters());
        private final Map<String, Alert> alerts;

        Running(Path folder, Map<String, Alert> alerts) {
            this.alerts = alerts;
            var settings = new Properties();
            DetectionSettings.of("localhost:1", "test", folder)
                    .properties()
                    .forEach((name, value) -> settings.put(name, value));
            context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
            context.setCurrentSystemTimeMs(NOW.toEpochMilli());
            store = State.builder(Correlate.STORE).withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            correlate.init(context);
        }

        void take(RoutedMatch routed) {
            correlate.process(new Record<String, RuleMatch>(routed.group(), routed.match(), NOW.toEpochMilli()));
            collect();
        }

        void settle() {
            context.scheduledPunctuators().forEach(each -> each.getPunctuator().punctuate(LATER.toEpochMilli()));
            collect();
        }

        private void collect() {
            context.forwarded().forEach(forwarded -> {
                var alert = forwarded.record().value().alert();
                alerts.put(alert.id(), alert);
            });
            context.resetForwards();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
