package dev.recount.standalone.evidence;

import dev.recount.streams.detect.RuleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of a bundle as they can run together. A rule that was changed has a file for each text that raised alerts:
 * {@code ID.yml} and {@code ID@DIGEST.yml}; no two of them were ever in force at once.
 */
final class RuleSets {

    private static final char OF = '@';
    private static final String ENDING = ".yml";

    private RuleSets() {}

    /** First the rules by their plain names; then for each older text the same with it in the place of its namesake. */
    static List<List<RuleText>> of(Map<String, String> files) {
        var plain = new TreeMap<String, RuleText>();
        files.forEach((name, text) -> {
            if (name.indexOf(OF) < 0) {
                plain.put(name, new RuleText(name, text));
            }
        });
        var sets = new ArrayList<List<RuleText>>();
        sets.add(List.copyOf(plain.values()));
        new TreeMap<>(files).forEach((name, text) -> {
            if (name.indexOf(OF) >= 0) {
                var changed = new TreeMap<>(plain);
                changed.put(name.substring(0, name.indexOf(OF)) + ENDING, new RuleText(name, text));
                sets.add(List.copyOf(changed.values()));
            }
        });
        return sets;
    }
}
