package dev.recount.query.state;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that had been destroyed, and what was left to recover it from.
 *
 * @param resource what was destroyed
 * @param protectionGroup the copies it was one of, when that is known
 * @param at event time
 * @param event the event that destroyed it
 * @param surviving ids of the copies that still stood
 * @param copiesKnown whether reference data tells of copies at all
 */
public record Loss(
        String resource,
        @Nullable String protectionGroup,
        Instant at,
        String event,
        List<String> surviving,
        boolean copiesKnown) {

    public Loss {
        surviving = List.copyOf(surviving);
    }

    /** The same after other things were destroyed too. */
    Loss without(Set<String> lost) {
        var left = surviving.stream().filter(copy -> !lost.contains(copy)).toList();
        return new Loss(resource, protectionGroup, at, event, left, copiesKnown);
    }
}
