package dev.recount.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.streams.detect.RuleText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetsTest {

    @Test
    void an_older_text_runs_in_the_place_of_the_newer_one_and_never_beside_it() {
        var sets = RuleSets.of(Map.of("A.yml", "new a", "B.yml", "b", "A@d1.yml", "old a", "C@d2.yml", "old c"));
        assertThat(sets)
                .hasSize(3)
                .anySatisfy(set -> assertThat(set).extracting(RuleText::text).containsExactly("new a", "b"))
                .anySatisfy(set -> assertThat(set).extracting(RuleText::text).containsExactly("old a", "b"))
                .anySatisfy(set -> assertThat(set).extracting(RuleText::text).containsExactly("new a", "b", "old c"));
        assertThat(sets.get(0)).extracting(RuleText::text).containsExactly("new a", "b");
    }
}
