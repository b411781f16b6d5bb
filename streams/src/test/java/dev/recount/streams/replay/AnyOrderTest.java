package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same events in any order, some of them twice, end in the same alerts and incidents. */
class AnyOrderTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final int SEEDS = 200;

    @TestFactory
    Stream<DynamicTest> two_hundred_orders_end_the_same() {
        Map<String, List<Event>> stories = new LinkedHashMap<>();
        stories.put("incident", NineSeconds.incident());
        stories.putAll(NineSeconds.twins());
        return stories.entrySet().stream()
                .map(story -> DynamicTest.dynamicTest(story.getKey(), () -> {
                    var expected = result(story.getValue());
                    for (int seed = 0; seed < SEEDS; seed++) {
                        assertThat(result(shuffled(story.getValue(), seed)))
                                .as("seed %d", seed)
                                .isEqualTo(expected);
                    }
                }));
    }

    private static List<Event> shuffled(List<Event> events, long seed) {
        var random = new Random(seed);
        List<Event> shuffled = new ArrayList<>(events);
        for (Event event : events) {
            if (random.nextInt(10) < 3) {
                shuffled.add(event);
            }
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Standing result(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(NineSeconds.BEGIN.plus(Duration.ofDays(1)));
        return Standing.of(detector.alerts(), detector.incidents());
    }
}
