package dev.recount.streams.detect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.RecordJson;
import dev.recount.event.Json;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.parse.SigmaParser;
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

    @Test
    void files_of_one_alert_rule_raise_it_together() {
        var files = List.of(
                new RuleText("a.yml", single("one", "PAIR")),
                new RuleText("b.yml", single("two", "PAIR")),
                new RuleText("c.yml", single("three", "ALONE")));

        var rules = RulesInForce.of(files, List.of(), T0);

        assertThat(rules.book().alertRule("PAIR").orElseThrow().singles()).containsExactlyInAnyOrder("one", "two");
        assertThat(rules.text("PAIR").orElseThrow().text())
                .contains("name: one", "name: two")
                .doesNotContain("name: three");
        assertThat(without(files, "PAIR").book().ids()).containsExactly("ALONE");
    }

    @Test
    void the_other_alert_rules_of_a_file_stay_when_one_is_withdrawn() {
        var files = List.of(
                new RuleText("pair.yml", """
                title: left
                name: left
                correlation: {type: temporal, rules: [mine, shared], group-by: [session.id], timespan: 1m}
                recount: {id: LEFT}
                ---
                title: right
                name: right
                correlation: {type: temporal, rules: [shared, other], group-by: [session.id], timespan: 1m}
                recount: {id: RIGHT}
                ---
                """ + String.join("---\n", base("mine"), base("shared"), base("other"))));

        var rules = without(files, "LEFT");

        assertThat(rules.book().ids()).containsExactly("RIGHT");
        assertThat(rules.text("LEFT")).isEmpty();
        assertThat(rules.text("RIGHT")).isPresent();
        assertThat(rules.faults("NEW", single("new", "NEW"))).isEmpty();
    }

    @Test
    void what_is_mistyped_beside_sigma_is_named_with_what_was_meant() {
        assertThat(faults("window: 5m", "windw: 5m"))
                .isEqualTo(
                        "[MINE-1:1:1: recount.windw: windw in the rule \"Mine\" (expected: one of absent, anchor, budget,"
                                + " frameworks, grace, group_by, id, severity, summary, support, window; did you mean window?)]");
        assertThat(faults("level: low", "levle: low")).contains("recount.severity.levle", "did you mean level?");
        assertThat(faults("", "")).isEqualTo("[]");
    }

    private static String faults(String right, String wrong) {
        var text = MINE.replace(
                "recount: {id: MINE-1}",
                "recount: {id: MINE-1, window: 5m, severity: [{when: {phase: failed}, step: 1, level: low}]}");
        return RulesInForce.of(List.of(), List.of(), T0)
                .faults("MINE-1", text.replace(right, wrong))
                .toString();
    }

    private static RulesInForce without(List<RuleText> files, String id) {
        return RulesInForce.of(files, List.of(entry(id, (String) null)), T0.plusSeconds(9));
    }

    private static String single(String name, String id) {
        return base(name) + "recount: {id: " + id + "}\n";
    }

    private static String base(String name) {
        return MINE.replace("Mine", name).replace("mine", name).replace("recount: {id: MINE-1}\n", "");
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

    @Test
    void the_version_of_a_rule_speaks_of_every_document_it_is_made_of() {
        String rules = """
                title: base
                name: base
                logsource: {product: recount, category: action}
                detection: {sel: {action.verb: destroy}, condition: sel}
                ---
                title: many
                id: 7f1d4a2c-53d1-49cb-9a4e-0f6a3f2f7b10
                correlation: {type: event_count, rules: [base], group-by: [session.id], timespan: 5m, condition: {gte: 3}}
                """;
        String filter = """
                ---
                title: filter
                logsource: {product: recount, category: action}
                filter: {rules: [base], sel: {resource.kind: file}, condition: not sel}
                """;

        String version = version(rules);

        assertThat(version(rules)).isEqualTo(version);
        assertThat(version(rules.replace("destroy", "purge"))).isNotEqualTo(version);
        assertThat(version(rules + filter)).isNotEqualTo(version);
    }

    @Test
    void rules_known_by_nothing_but_the_same_title_are_refused_with_both_places() {
        String twins = """
                title: twins
                logsource: {product: recount, category: action}
                detection: {sel: {action.verb: destroy}, condition: sel}
                ---
                title: twins
                logsource: {product: recount, category: content}
                detection: {sel: {action.tool: t}, condition: sel}
                """;

        assertThatThrownBy(() -> RuleBook.of(RuleCollection.of(SigmaParser.parse("twins.yml", twins))))
                .isInstanceOf(InvalidAlertRule.class)
                .hasMessage("twins.yml:5:1: title: twins (expected: an id or a name, because the rule at "
                        + "twins.yml:1:1 has the same title)");
        assertThat(RuleBook.of(
                                RuleCollection.of(
                                        SigmaParser.parse(
                                                "twins.yml",
                                                twins.replace(
                                                        "title: twins\nlogsource: {product: recount, category: content}",
                                                        "title: twins\nname: other\nlogsource: {product: recount, category: content}"))))
                        .ids())
                .hasSize(2);
    }

    private static String version(String yaml) {
        return requireNonNull(RuleBook.of(RuleCollection.of(SigmaParser.parse("many.yml", yaml)))
                .ref("7f1d4a2c-53d1-49cb-9a4e-0f6a3f2f7b10")
                .orElseThrow()
                .version());
    }
}
