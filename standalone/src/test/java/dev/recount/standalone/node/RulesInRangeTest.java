package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evidence.export.Selection;
import dev.recount.query.rule.RuleCatalogue.Rule;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule that ships, one that was entered on the 10th, and one that was there before and was withdrawn on the 20th. */
class RulesInRangeTest {

    private static final Instant ENTERED = Instant.parse("2026-05-10T00:00:00Z");
    private static final Instant WITHDRAWN = Instant.parse("2026-05-20T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static List<Rule> inForce(Instant at) {
        var ids = new ArrayList<>(List.of("SHIPPED"));
        if (!at.isBefore(ENTERED)) {
            ids.add("ENTERED");
        }
        if (at.isBefore(WITHDRAWN)) {
            ids.add("WITHDRAWN");
        }
        return ids.stream()
                .map(id -> new Rule(id, "t", "high", null, List.of(), "v", false, "text"))
                .toList();
    }

    private static Set<String> ids(@Nullable String from, @Nullable String to) {
        var entry = new RegistryEntry("rules", "r", List.of(version(ENTERED), version(WITHDRAWN)));
        var range = new Selection(
                Optional.empty(),
                Optional.ofNullable(from).map(Instant::parse),
                Optional.ofNullable(to).map(Instant::parse));
        return RulesInRange.ids(List.of(entry), RulesInRangeTest::inForce, range, NOW);
    }

    private static RegistryVersion version(Instant enteredAt) {
        return new RegistryVersion(null, null, enteredAt, "evt", false, null);
    }

    @Test
    void a_rule_that_was_entered_since_could_not_have_spoken() {
        assertThat(ids("2026-05-01T00:00:00Z", "2026-05-10T00:00:00Z"))
                .containsExactlyInAnyOrder("SHIPPED", "WITHDRAWN");
    }

    @Test
    void a_rule_that_was_withdrawn_since_could_have() {
        assertThat(ids("2026-05-15T00:00:00Z", "2026-05-25T00:00:00Z"))
                .containsExactlyInAnyOrder("SHIPPED", "ENTERED", "WITHDRAWN");
        assertThat(ids("2026-05-20T00:00:00Z", null)).containsExactlyInAnyOrder("SHIPPED", "ENTERED");
    }

    @Test
    void a_rule_that_was_entered_in_the_range_could_have_spoken_in_the_rest_of_it() {
        assertThat(ids(null, "2026-05-11T00:00:00Z")).containsExactlyInAnyOrder("SHIPPED", "ENTERED", "WITHDRAWN");
        assertThat(ids(null, null)).containsExactlyInAnyOrder("SHIPPED", "ENTERED", "WITHDRAWN");
    }
}
