package dev.recount.streams.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever order a story's events arrive in, and however often, it ends in the same alerts and incidents. */
class StoriesInAnyOrderTest {

    private static final Path FOLDER = Path.of("..", "detections", "fixtures");
    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final int SEEDS = 5;
    private static final int EVENTS_MAX = 60;

    @TestFactory
    Stream<DynamicTest> every_order_ends_the_same() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                for (Story story : StoryFile.read(file).stories()) {
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + ": " + story.name(), () -> check(story)));
                }
            }
        }
        return tests.stream();
    }

    private static void check(Story story) {
        var events = Telling.of(story);
        if (events.size() > EVENTS_MAX) {
            return;
        }
        var expected = result(events);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(result(shuffled(events, seed))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static List<Event> shuffled(List<Event> events, long seed) {
        var random = new Random(seed);
        List<Event> shuffled = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(10) < 3).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Standing result(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(Telling.BEGIN.plus(Duration.ofDays(60)));
        return Standing.of(detector.alerts(), detector.incidents());
    }
}
