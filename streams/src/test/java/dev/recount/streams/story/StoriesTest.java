package dev.recount.streams.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays the stories in {@code detections/fixtures}: what must be raised, at which level, and why the silent ones are silent. */
class StoriesTest {

    private static final Path FOLDER = Path.of("..", "detections", "fixtures");
    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Map<Path, List<Story>> READ = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicNode> raises_exactly_what_is_expected() throws IOException {
        return each(story -> true, story -> assertThat(raised(story)).isEqualTo(story.raises()));
    }

    /** A story that is silent for another reason than the one it stands for would prove nothing. */
    @TestFactory
    Stream<DynamicNode> what_is_silent_speaks_without_what_silences_it() throws IOException {
        return each(StoriesTest::isProven, story -> assertThat(loud(story.bare()))
                .matches(raised -> story.rule().isEmpty() ? !raised.isEmpty() : raised.containsKey(story.rule())));
    }

    /** What reference data silences is not dropped: a note names the entry. */
    @TestFactory
    Stream<DynamicNode> what_reference_data_silences_is_noted_with_it() throws IOException {
        return each(StoriesTest::isSilencedByDeclaration, story -> assertThat(notes(story))
                .anySatisfy(note -> {
                    assertThat(note.rule().id()).isIn(loud(story.bare()).keySet());
                    assertThat(note.suppressedBy())
                            .extracting(reference -> reference.kind() + "/" + reference.id())
                            .contains(story.silencedBy());
                }));
    }

    /** The scenarios of the catalogue that must not fire: each says what would have fired, and does. */
    @Test
    void every_scenario_that_must_not_fire_is_proven() {
        var scenarios = stories(FOLDER.resolve("must-not-fire.yml"));

        assertThat(scenarios).hasSize(22).allMatch(StoriesTest::isProven);
    }

    private static boolean isSilencedByDeclaration(Story story) {
        return story.silencedBy() != null && story.registry().containsKey(story.silencedBy());
    }

    private static List<Alert> notes(Story story) {
        return ended(story).alerts().stream()
                .filter(alert -> alert.status() == AlertStatus.SUPPRESSED)
                .toList();
    }

    private static Stream<DynamicNode> each(Predicate<Story> wanted, Consumer<Story> test) throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        for (Path path : files()) {
            nodes.add(DynamicContainer.dynamicContainer(
                    name(path),
                    stories(path).stream()
                            .filter(wanted)
                            .map(story -> DynamicTest.dynamicTest(story.name(), () -> test.accept(story)))));
        }
        return nodes.stream();
    }

    @TestFactory
    Stream<DynamicTest> every_rule_has_enough_stories() throws IOException {
        List<Story> all = new ArrayList<>();
        for (Path path : files()) {
            all.addAll(stories(path));
        }
        return RULES.ids().stream()
                .sorted()
                .map(rule -> DynamicTest.dynamicTest(rule, () -> {
                    boolean sequence = rule.startsWith("SEQ-");
                    var stories = all.stream()
                            .filter(story -> story.rule().equals(rule))
                            .toList();
                    var silent = stories.stream().filter(Story::isBenign).toList();
                    assertThat(stories.size() - silent.size()).as("positive").isGreaterThanOrEqualTo(sequence ? 3 : 1);
                    assertThat(silent).as("benign").hasSizeGreaterThanOrEqualTo(sequence ? 5 : 2);
                    assertThat(silent)
                            .filteredOn(StoriesTest::isProven)
                            .as("proven benign")
                            .hasSizeGreaterThanOrEqualTo(sequence ? 3 : 2);
                    if (sequence) {
                        assertThat(stories)
                                .as("from raw payloads")
                                .anyMatch(story -> story.isRaw() && !story.isBenign());
                    }
                }));
    }

    private static boolean isProven(Story story) {
        return story.silencedBy() != null || !story.provenBy().isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Story> stories(Path file) {
        return READ.computeIfAbsent(file, path -> {
            try {
                return StoryFile.read(path).stories();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).replace(".yml", "");
    }

    private static Map<String, String> loud(Story story) {
        var raised = raised(story);
        raised.values().removeIf(level -> level.equals("low") || level.equals("informational"));
        return raised;
    }

    /** The worst level of each rule's alerts that stand in the end. */
    private static Map<String, String> raised(Story story) {
        Map<String, Level> worst = new TreeMap<>();
        ended(story).alerts().stream()
                .filter(alert -> alert.status().stands())
                .forEach(alert -> worst.merge(alert.rule().id(), alert.level(), Level::max));
        Map<String, String> words = new TreeMap<>();
        worst.forEach((rule, level) -> words.put(rule, level.wire()));
        return words;
    }

    private static Detector ended(Story story) {
        var detector = new Detector(RULES);
        detector.acceptAll(Telling.of(story));
        detector.settle(Telling.BEGIN.plus(Duration.ofDays(60)));
        return detector;
    }
}
