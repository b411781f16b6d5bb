package dev.recount.streams.detect;

import dev.recount.alert.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What fields of a match do to the level of its alert.
 *
 * @param when by field: the values of which the match must have one; {@code null} means that it has none
 * @param step levels up or down
 * @param level the least level it then has; absent for a step
 */
record SeverityStep(
        Map<String, List<String>> when, int step, @Nullable Level level) {

    /** Detections catalogue §3.1, and one down for an environment that was only guessed. */
    private static final List<SeverityStep> ALWAYS = List.of(
            new SeverityStep(
                    Map.of(
                            "resource.environment", List.of("production"),
                            "action.reversibility", List.of("irreversible")),
                    1,
                    null),
            new SeverityStep(Map.of("resource.environment_inferred", List.of("true")), -1, null),
            new SeverityStep(Map.of("approval.state", List.of("after_the_act")), 1, null));

    /** One down for either of these, or both. */
    private static final List<SeverityStep> MILDER = List.of(
            new SeverityStep(Map.of("action.reversibility", List.of("undo_window")), -1, null),
            new SeverityStep(Map.of("resource.created_by_session", List.of("true")), -1, null));

    static Map<String, List<String>> conditions(Map<?, ?> when) {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        when.forEach((field, values) -> conditions.put(
                String.valueOf(field),
                values instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(values))));
        return conditions;
    }

    /** The level of one match: the rule's, moved by the general steps and by the rule's own, and one below that if it was refused. */
    static Level level(Level base, List<SeverityStep> own, RuleMatch match) {
        int steps =
                sum(ALWAYS, match) + sum(own, match) - (MILDER.stream().anyMatch(step -> step.applies(match)) ? 1 : 0);
        var level = base;
        for (int i = 0; i < Math.abs(steps); i++) {
            level = steps > 0 ? level.raised() : level.lowered();
        }
        for (SeverityStep step : own) {
            if (step.level() != null && step.applies(match)) {
                level = Level.max(level, step.level());
            }
        }
        return Notes.isRefused(match) ? level.lowered() : level;
    }

    private static int sum(List<SeverityStep> steps, RuleMatch match) {
        return steps.stream()
                .filter(step -> step.applies(match))
                .mapToInt(SeverityStep::step)
                .sum();
    }

    private boolean applies(RuleMatch match) {
        return when.entrySet().stream().allMatch(condition -> {
            var value = match.field(condition.getKey());
            return condition.getValue().contains(value == null ? "null" : value);
        });
    }
}
