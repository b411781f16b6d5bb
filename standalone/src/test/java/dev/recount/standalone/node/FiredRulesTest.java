package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.query.rule.RuleCatalogue.Rule;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiredRulesTest {

    private static final Instant CHANGED = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static Alert alert(int number, String rule, String version) {
        return RecordJson.of(Alert.class).read("""
                {"id":"alert-%d","revision":1,"status":"confirmed","level":"high","raised_at":"2026-04-24T16:41:07Z",
                 "rule":{"id":"%s","version":"%s","title":"A rule","level":"high","author":"Recount"},
                 "evidence":["evt-0"],"first_evidence_at":"2026-04-24T16:41:07Z",
                 "last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,"irreversible":false}""".formatted(number, rule, version));
    }

    private static Rule rule(String id, String version) {
        return new Rule(id, "t", "high", null, List.of(), version, false, "text " + version);
    }

    private static List<Rule> inForce(Instant at) {
        return List.of(rule("A", at.isBefore(CHANGED) ? "a1" : "a2"), rule("B", "b2"));
    }

    private static EnclosedRules fired(Alert... alerts) {
        var version = new RegistryVersion(null, null, CHANGED, "evt", false, null);
        var entry = new RegistryEntry("rules", "A", List.of(version));
        return new FiredRules(List.of(entry), FiredRulesTest::inForce, NOW).of(List.of(alerts));
    }

    @Test
    void the_text_that_fired_is_enclosed_and_not_the_one_that_took_its_place() {
        var rules = fired(alert(1, "A", "a1"), alert(2, "A", "a2"), alert(3, "B", "b2"));
        assertThat(rules.texts()).isEqualTo(Map.of("A@a1.yml", "text a1", "A.yml", "text a2", "B.yml", "text b2"));
        assertThat(rules.missing()).isEmpty();
    }

    @Test
    void a_text_that_nobody_has_any_more_is_named_and_no_other_stands_in_for_it() {
        var rules = fired(alert(1, "B", "b1"), alert(2, "B", "b1"), alert(3, "C", "c1"));
        assertThat(rules.texts()).isEmpty();
        assertThat(Stream.of(rules.missing().toArray()))
                .containsExactlyInAnyOrder(
                        new EnclosedRules.Missing("B", "b1", 2), new EnclosedRules.Missing("C", "c1", 1));
    }
}
