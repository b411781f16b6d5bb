package dev.recount.sigma.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The detection section.
 *
 * @param selections by search identifier, in the order written
 * @param condition a list of conditions is already one {@code Or}
 */
public record Detection(Map<String, Selection> selections, Condition condition) {

    /** The same section, written elsewhere. */
    Detection at(Location location) {
        Map<String, Selection> moved = new LinkedHashMap<>();
        selections.forEach((name, selection) -> moved.put(name, selection.at(location)));
        return new Detection(Collections.unmodifiableMap(moved), condition);
    }
}
