package dev.recount.query.timeline;

import dev.recount.query.event.TimelineReads;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Sessions and everything that they started.
 *
 * @param ids each once, those that it began with first
 * @param isCut whether there are more
 */
record Family(Set<String> ids, boolean isCut) {

    /**
     * The family of {@code roots}; a session that is its own ancestor is walked once.
     *
     * @param most no more are looked for once there are so many
     */
    static Family of(TimelineReads reads, Collection<String> roots, int most) {
        Set<String> found = new LinkedHashSet<>(roots);
        var next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            for (String child : reads.children(next.remove())) {
                if (found.contains(child)) {
                    continue;
                }
                if (found.size() >= most) {
                    return new Family(found, true);
                }
                found.add(child);
                next.add(child);
            }
        }
        return new Family(found, false);
    }
}
