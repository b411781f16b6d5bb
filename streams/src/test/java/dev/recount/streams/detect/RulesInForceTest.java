package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.RecordJson;
import dev.recount.event.Json;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.sigma.parse.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RulesInForceTest {

    private static final List<RuleText> SHIPPED = RuleFiles.shippedTexts();
    private static final Instant T0 = Instant.parse("2026-05-01T00:00:00Z");
    private static final String MINE = """
            title: Mine
            name: mine
            logsource: {product: recount}
            detection: {sel: {action.tool: t}, condition: sel}
            recount: {id: MINE-1}
            """;

    @Test
    void each_shipped_rule_can_be_withdrawn_alone_and_its_own_file_can_be_put_in_its_place() {
        Set<String> all = ids(List.of());
        assertThat(all).hasSameSizeAs(SHIPPED);
        for (String id : all) {
            var rest = new TreeSet<>(all);
            rest.remove(id);
            var without = RulesInForce.of(SHIPPED, List.of(entry(id, (String) null)), T0.plusSeconds(9));
            var text = RulesInForce.of(SHIPPED, List.of(), T0).text(id).orElseThrow();

            assertThat(without.book().ids()).as(id).containsExactlyInAnyOrderElementsOf(rest);
            assertThat(without.faults(id, text.text())).as(id).isEmpty();
            assertThat(ids(List.of(entry(id, text.text())))).as(id).isEqualTo(all);
        }
    }

    @Test
    void the_latest_version_that_can_be_used_is_in_force_as_of_any_moment() {
        var changed = MINE.replace("Mine", "Changed");
        var entry = entry("MINE-1", MINE, changed, "title: [", changed.replace("id: MINE-1", "id: OTHER"));

        assertThat(title(entry, 0)).isEqualTo("Mine");
        assertThat(title(entry, 1)).isEqualTo("Changed");
        assertThat(title(entry, 9)).isEqualTo("Changed");
        assertThat(RulesInForce.of(SHIPPED, List.of(entry), T0.minusSeconds(1)).live())
                .isEmpty();
    }

    @Test
    void says_with_line_and_column_what_is_wrong_with_a_text() {
        var rules =
                RulesInForce.of(SHIPPED, List.of(entry("OTHER", MINE.replace("MINE-1", "OTHER"))), T0.plusSeconds(9));

        assertThat(rules.faults("MINE-1", MINE.replace("name: mine", "name: my_own")))
                .isEmpty();
        assertThat(rules.faults("MINE-1", MINE)).singleElement().satisfies(fault -> assertThat(fault.toString())
                .isEqualTo("MINE-1:1:1: name: mine (expected: each name once; it is taken at OTHER:1:1)"));
        assertThat(rules.faults("MINE-2", MINE.replace("name: mine", "name: my_own")))
                .extracting(Problem::field)
                .containsExactly("id");
        assertThat(rules.faults("MINE-1", MINE.replace("condition: sel", "condition: nothing")))
                .allSatisfy(fault -> assertThat(fault.location().line()).isEqualTo(4))
                .isNotEmpty();
        assertThat(rules.faults("MINE-1", MINE + "  window: soon\n")).isNotEmpty();
        assertThat(rules.faults("MINE-1", "")).isNotEmpty();
    }

    @Test
    void a_rule_may_not_lean_on_one_outside_its_text() {
        var rules = RulesInForce.of(SHIPPED, List.of(), T0);
        var leaning =
                "title: c\ncorrelation: {type: event_count, rules: [seq_02_friction], group-by: [session.id], timespan: 1m, condition: {gte: 2}}\nrecount: {id: LEAN-1}\n";

        assertThat(rules.faults("LEAN-1", leaning)).extracting(Problem::field).contains("correlation.rules");
    }

    private static Set<String> ids(List<RegistryEntry> entries) {
        return new TreeSet<>(
                RulesInForce.of(SHIPPED, entries, T0.plusSeconds(9)).book().ids());
    }

    private static String title(RegistryEntry entry, long seconds) {
        return RulesInForce.of(SHIPPED, List.of(entry), T0.plusSeconds(seconds))
                .book()
                .ref("MINE-1")
                .orElseThrow()
                .title();
    }

    private static RegistryEntry entry(String id, String... texts) {
        List<RegistryVersion> versions = new ArrayList<>();
        for (String text : texts) {
            var body = text == null
                    ? null
                    : new Json(RecordJson.MAPPER
                            .createObjectNode()
                            .put("sigma", text)
                            .toString());
            versions.add(new RegistryVersion(
                    null, null, T0.plusSeconds(versions.size()), "e" + versions.size(), text == null, body));
        }
        return new RegistryEntry("rules", id, versions);
    }
}
