package dev.recount.evidence.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The rules that raised the alerts of a bundle, as they were when they did.
 *
 * @param texts by file name
 * @param missing rules whose text of then is not kept
 */
public record EnclosedRules(Map<String, String> texts, List<Missing> missing) {

    /** There are none. */
    public static final EnclosedRules NONE = new EnclosedRules(Map.of(), List.of());

    /**
     * A rule whose text has changed since it raised alerts.
     *
     * @param rule its id
     * @param version digest of the text, as the alerts have it
     * @param alerts how many
     */
    public record Missing(String rule, String version, long alerts) {}

    public EnclosedRules {
        texts = Map.copyOf(texts);
        missing = List.copyOf(missing);
    }

    /** Says in a manifest what is not enclosed; nothing if all is. */
    void say(ObjectNode manifest) {
        if (!missing.isEmpty()) {
            var into = manifest.putArray(BundleFiles.MISSING_RULES);
            missing.forEach(one -> into.addObject()
                    .put("rule", one.rule())
                    .put("version", one.version())
                    .put("alerts", one.alerts()));
        }
    }
}
