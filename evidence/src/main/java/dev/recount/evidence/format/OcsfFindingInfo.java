package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.RuleRef;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What was found, by which rule and whose: {@code finding_info} of a Detection Finding. OCSF has no place for the author of
 * an analytic, whom rule licences ask to name; the author is a tag of the finding.
 */
final class OcsfFindingInfo {

    private static final int RULE = 1;

    /** A technique, or one of its parts, of ATT&amp;CK or ATLAS, and the version of the matrix. */
    private static final Pattern TECHNIQUE =
            Pattern.compile("(?:attack|atlas)\\.((?:aml\\.)?t\\d{4})(\\.\\d{3})?(?:@v?(.+))?");

    private OcsfFindingInfo() {}

    static void put(Alert alert, ObjectNode line) {
        var rule = alert.rule();
        var title = Objects.requireNonNullElse(rule.title(), rule.id());
        line.put("message", Objects.requireNonNullElse(alert.summary(), title));
        var info = line.putObject("finding_info").put("uid", alert.id()).put("title", title);
        if (alert.summary() != null) {
            info.put("desc", alert.summary());
        }
        long raised = alert.raisedAt().toEpochMilli();
        info.put("created_time", raised)
                .put("first_seen_time", alert.firstEvidenceAt().toEpochMilli())
                .put("last_seen_time", alert.lastEvidenceAt().toEpochMilli());
        analytic(rule, title, info.putObject("analytic"));
        attacks(rule, info);
        tags(rule, info.putArray("tags"));
        var events = info.putArray("related_events");
        alert.evidence().forEach(id -> events.addObject().put("uid", id));
        info.put("related_events_count", alert.evidence().size());
    }

    private static void analytic(RuleRef rule, String title, ObjectNode into) {
        into.put("uid", rule.id()).put("name", title).put("type_id", RULE).put("type", "Rule");
        if (rule.version() != null) {
            into.put("version", rule.version());
        }
    }

    private static void attacks(RuleRef rule, ObjectNode info) {
        var attacks = info.putArray("attacks");
        for (String tag : rule.tags()) {
            var found = TECHNIQUE.matcher(tag);
            if (found.matches()) {
                var technique = found.group(1).toUpperCase(Locale.ROOT);
                var attack = attacks.addObject();
                attack.putObject("technique").put("uid", technique);
                if (found.group(2) != null) {
                    attack.putObject("sub_technique").put("uid", technique + found.group(2));
                }
                if (found.group(3) != null) {
                    attack.put("version", found.group(3));
                }
            }
        }
        if (attacks.isEmpty()) {
            info.remove("attacks");
        }
    }

    private static void tags(RuleRef rule, ArrayNode into) {
        into.addObject().put("name", "rule.level").put("value", rule.level().wire());
        if (rule.author() != null) {
            into.addObject().put("name", "rule.author").put("value", rule.author());
        }
        if (!rule.tags().isEmpty()) {
            var values = into.addObject().put("name", "rule.tags").putArray("values");
            rule.tags().forEach(values::add);
        }
    }
}
