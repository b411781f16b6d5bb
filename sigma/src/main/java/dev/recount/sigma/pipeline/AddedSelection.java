package dev.recount.sigma.pipeline;

import dev.recount.sigma.json.Json;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.Selection;
import java.util.Map;
import java.util.Objects;

/** The {@code conditions} of {@code add_condition}: written and read as the selection of a rule. */
final class AddedSelection {

    private AddedSelection() {}

    static Selection of(PipelineMap conditions) {
        String rule = Json.write(Map.of(
                "title", "added",
                "logsource", Map.of(),
                "detection", Map.of("added", conditions.map(), "condition", "added")));
        Selection added = SigmaParser.parse(conditions.file(), rule)
                .orThrow()
                .detectionRules()
                .get(0)
                .detection()
                .selections()
                .get("added");
        return Objects.requireNonNull(added, "added");
    }
}
