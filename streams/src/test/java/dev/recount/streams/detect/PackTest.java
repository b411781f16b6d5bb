package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every shipped rule must say about itself, and what none may say. */
class PackTest {

    private static final RuleCollection RULES = RuleCollection.of(RuleFiles.shipped());
    private static final Pattern JARGON = Pattern.compile(
            "(?i)\\b(ttps?|iocs?|exfil\\w*|lateral\\w*|adversar\\w*|leverag\\w*|utili[sz]\\w*|threat actors?|anomal\\w*"
                    + "|suspicious\\w*|pivot\\w*|robust|comprehensive|various|potential\\w*|line of work|kill chain)\\b");
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

    /** The framework versions that the catalogue speaks of; a tag without one would change its meaning when the framework does. */
    @TestFactory
    Stream<DynamicTest> a_detection_of_the_catalogue_names_its_techniques_with_versions() {
        var versions = Map.of("attack", "v18", "atlas", "v5.6", "owasp-asi", "2026");
        return speaking()
                .filter(rule -> String.valueOf(RecountAttributes.of(rule).id()).startsWith("SEQ-"))
                .map(rule -> DynamicTest.dynamicTest(rule.metadata().title(), () -> {
                    assertThat(rule.metadata().tags())
                            .anyMatch(tag -> tag.startsWith("attack.") || tag.startsWith("atlas."));
                    assertThat(RecountAttributes.of(rule).frameworks())
                            .isNotEmpty()
                            .allSatisfy((name, version) -> assertThat(version).isEqualTo(versions.get(name)));
                }));
    }

    /** Somebody who was asleep a minute ago reads this. */
    @TestFactory
    Stream<DynamicTest> is_told_in_plain_words() {
        return speaking()
                .map(rule -> DynamicTest.dynamicTest(rule.metadata().title(), () -> {
                    var metadata = rule.metadata();
                    var told = String.join(
                            " ",
                            metadata.title(),
                            String.valueOf(metadata.description()),
                            String.valueOf(RecountAttributes.of(rule).summary()),
                            String.join(" ", metadata.falsePositives()));
                    assertThat(told).doesNotContainPattern(JARGON);
                    assertThat(Arrays.stream(String.valueOf(metadata.description())
                                            .split("[.?!:]\\s"))
                                    .mapToInt(sentence -> sentence.split("\\s+").length)
                                    .max()
                                    .orElse(0))
                            .as("words of the longest sentence")
                            .isLessThanOrEqualTo(45);
                }));
    }

    @Test
    void the_words_that_are_not_plain_are_found() {
        assertThat("An adversary leveraged a TTP").containsPattern(JARGON);
    }

    private static Stream<SigmaDocument> speaking() {
        return RULES.reporting().stream()
                .filter(rule -> RecountAttributes.of(rule).summary() != null);
    }
}
