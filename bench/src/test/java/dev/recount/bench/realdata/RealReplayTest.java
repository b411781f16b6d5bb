package dev.recount.bench.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.ingest.source.CloudTrail;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.Replaying;
import dev.recount.streams.replay.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replay of real CloudTrail ends, byte for byte but for the number of a revision, where living through it ends. */
@Tag("real-data")
class RealReplayTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant BEGIN = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final int SEEDS = 5;

    private final Normaliser normaliser = new Normaliser();
    private final List<Event> events = new ArrayList<>();

    @Test
    void of_carried_out_techniques() throws IOException {
        for (Path file : files("cloudtrail-stratus", ".json")) {
            for (JsonNode record : RecordJson.MAPPER.readTree(file.toFile())) {
                add(record);
            }
        }
        assertReplaysAsLived();
    }

    @Test
    void of_an_intrusion() throws IOException {
        for (Path file : files("cloudtrail-otrf", ".ndjson")) {
            for (String line : Files.readAllLines(file)) {
                add(RecordJson.MAPPER.readTree(line));
            }
        }
        assertReplaysAsLived();
    }

    private void add(JsonNode record) {
        events.addAll(normaliser.events(new CloudTrail(), record, BEGIN.plusMillis(events.size())));
    }

    private void assertReplaysAsLived() {
        var live = new Detector(RULES);
        live.acceptAll(events);
        live.settle(LATER);
        var expected = Standing.of(live.alerts(), List.of()).alerts();
        for (int seed = 0; seed < SEEDS; seed++) {
            for (int partitions : List.of(1, 3, 12)) {
                var replayed = Replaying.of(RULES, shuffled(seed), partitions, LATER);
                assertThat(Standing.of(replayed, List.of()).alerts())
                        .as("seed %d, %d partitions", seed, partitions)
                        .containsExactlyElementsOf(expected);
            }
        }
        assertThat(events).isNotEmpty();
    }

    private List<Event> shuffled(int seed) {
        var random = new Random(seed);
        List<Event> shuffled = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(10) < 3).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Path> files(String folder, String suffix) throws IOException {
        try (var found = Files.walk(RealDataTest.data(folder))) {
            return found.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
