package dev.recount.query.http;

import dev.recount.codec.RecordJson;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RuleEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Stands for the engine: one rule ships, a rule's first line is its title, and a line with the word "fault" is one. */
final class PlainRules implements RuleCatalogue {

    private static final RecordJson<RuleEntry> FORM = RecordJson.of(RuleEntry.class);

    @Override
    public List<Rule> inForce(Collection<RegistryEntry> entries, Instant at) {
        List<Rule> rules = new ArrayList<>();
        if (entries.stream().noneMatch(entry -> entry.id().equals("SHIPPED"))) {
            rules.add(rule("SHIPPED", "Ships", false));
        }
        for (RegistryEntry entry : entries) {
            var latest = entry.versions().get(entry.versions().size() - 1);
            if (!latest.withdrawn() && latest.body() != null) {
                rules.add(rule(
                        entry.id(),
                        String.valueOf(FORM.read(latest.body().text()).sigma()),
                        true));
            }
        }
        rules.sort(Comparator.comparing(Rule::id));
        return rules;
    }

    private static Rule rule(String id, String sigma, boolean live) {
        var title = sigma.lines().findFirst().orElse("");
        return new Rule(id, title, "high", "A. Author", List.of("attack.t1485"), "v" + sigma.hashCode(), live, sigma);
    }

    @Override
    public List<Fault> faults(String id, String sigma, Collection<RegistryEntry> entries) {
        List<Fault> faults = new ArrayList<>();
        var lines = sigma.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int at = lines.get(i).indexOf("fault");
            if (at >= 0) {
                faults.add(new Fault(i + 1, at + 1, "detection: fault (expected: none)"));
            }
        }
        return faults;
    }
}
