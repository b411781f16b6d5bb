package dev.recount.sigma.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.Rules;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Placeholders;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventExplanationTest {

    @Test
    void tells_which_selections_matched_and_which_value_missed() {
        EventExplanation explanation = EventExplanation.of(
                Rules.detection("""
                        sel:
                          action: read
                          cmd|contains: [rm, dd]
                          user: root
                        words: [evil]
                        condition: sel and not words
                        """), EventFields.of(Map.of("action", "READ", "cmd", "ls")), Placeholders.NONE);

        assertThat(explanation).hasToString("""
                        does not match: test
                          condition: (sel and not words)
                          - sel
                              + action: read
                              - cmd|contains: rm | dd (was ls)
                              - user: root (missing)
                          - words
                              - keywords: evil (missing)
                        """);
    }
}
