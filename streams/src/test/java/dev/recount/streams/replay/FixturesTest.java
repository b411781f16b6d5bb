package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays every story in {@code detections/fixtures} and compares what is raised with {@code expected.json} there. */
class FixturesTest {

    private static final Path FOLDER = Path.of("..", "detections", "fixtures");
    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final RuleBook RULES = RuleFiles.shippedBook();

    @TestFactory
    Stream<DynamicTest> raises_exactly_what_is_expected() throws IOException {
        var expected =
                RecordJson.MAPPER.readTree(FOLDER.resolve("expected.json").toFile());
        assertThat(stories())
                .as("every story has an expectation and every expectation a story")
                .containsExactlyInAnyOrderElementsOf(() -> expected.fieldNames());
        return stories().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Map<String, String> levels = new TreeMap<>();
                    expected.get(name)
                            .properties()
                            .forEach(entry ->
                                    levels.put(entry.getKey(), entry.getValue().textValue()));
                    assertThat(raised(events(name))).isEqualTo(levels);
                }));
    }

    @Test
    void the_incident_is_told_in_one_way_only() throws IOException {
        assertThat(events("nine-seconds")).isEqualTo(NineSeconds.incident());
    }

    private static List<String> stories() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ndjson"))
                    .map(name -> name.replace(".ndjson", ""))
                    .sorted()
                    .toList();
        }
    }

    private static List<Event> events(String story) throws IOException {
        List<Event> events = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(story + ".ndjson"))) {
            events.add(JSON.read(line));
        }
        return events;
    }

    /** The worst level of each rule's alerts that stand in the end. */
    private static Map<String, String> raised(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(NineSeconds.BEGIN.plus(Duration.ofDays(2)));
        Map<String, Level> worst = new TreeMap<>();
        detector.alerts().stream()
                .filter(alert -> alert.status().stands())
                .forEach(alert -> worst.merge(alert.rule().id(), alert.level(), Level::max));
        Map<String, String> words = new TreeMap<>();
        worst.forEach((rule, level) -> words.put(rule, level.wire()));
        return words;
    }
}
