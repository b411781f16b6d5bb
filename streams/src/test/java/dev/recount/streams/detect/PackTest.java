package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.rule.SigmaDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every shipped rule must say about itself, and what none may say. */
class PackTest {

    private static final RuleCollection RULES = RuleCollection.of(RuleFiles.shipped());
    private static final RuleBook BOOK = RuleFiles.shippedBook();

    @Test
    void holds_the_thirty_detections_of_the_catalogue() {
        var expected = Stream.iterate(1, n -> n + 1)
                .limit(30)
                .map("SEQ-%02d"::formatted)
                .toList();
        assertThat(BOOK.ids()).containsAll(expected);
    }

    @TestFactory
    Stream<DynamicTest> a_woken_human_learns_what_to_do_first() {
        return speaking()
                .map(rule -> DynamicTest.dynamicTest(rule.metadata().title(), () -> {
                    var metadata = rule.metadata();
                    assertThat(metadata.id()).isNotBlank();
                    assertThat(metadata.level()).isNotNull();
                    assertThat(metadata.author()).isNotBlank();
                    assertThat(metadata.description()).contains("First: ").hasSizeGreaterThan(120);
                    assertThat(metadata.falsePositives()).isNotEmpty();
                    assertThat(metadata.tags()).isNotEmpty();
                    var frameworks = RecountAttributes.of(rule).frameworks();
                    assertThat(metadata.tags())
                            .allSatisfy(tag -> assertThat(frameworks).containsKey(tag.replaceFirst("\\..*", "")));
                }));
    }

    /** Markers of public test data: a rule that knows them would measure itself. */
    @ParameterizedTest
    @ValueSource(strings = {"stratus", "red-team", "<information>", "agentdojo", "pacu", "spotter", "emma johnson"})
    void no_rule_names_a_data_set(String marker) throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file).toLowerCase(java.util.Locale.ROOT))
                    .as("%s", file)
                    .doesNotContain(marker);
        }
    }

    @Test
    void no_rule_names_an_account() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern("\\b\\d{12}\\b(?!-)");
        }
    }

    private static Stream<SigmaDocument> speaking() {
        return RULES.reporting().stream()
                .filter(rule -> RecountAttributes.of(rule).summary() != null);
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(Path.of("..", "detections", "rules"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
