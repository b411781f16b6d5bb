package dev.recount.sigma.match;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of placeholders, for the modifier {@code expand}. A rule with a placeholder that has no values here is refused,
 * as the specification demands.
 */
@FunctionalInterface
public interface Placeholders {

    Placeholders NONE = name -> Optional.empty();

    /**
     * The values of one placeholder.
     *
     * @param name without the percent signs
     * @return the values it stands for (wildcards in them count), or empty if it is not known
     */
    Optional<List<String>> valuesOf(String name);

    static Placeholders of(Map<String, List<String>> values) {
        Map<String, List<String>> copy = Map.copyOf(values);
        return name -> Optional.ofNullable(copy.get(name));
    }
}
