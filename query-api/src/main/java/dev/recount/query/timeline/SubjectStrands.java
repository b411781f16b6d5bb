package dev.recount.query.timeline;

import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the events of a subject are. What several strands hold counts once.
 *
 * @param strands walked in order
 * @param named entries that belong to it by name, in any order
 * @param isCut whether it has more strands than are named here
 */
record SubjectStrands(List<Strand> strands, Collection<IndexEntry> named, boolean isCut) {

    /** All of the subject's entries, in no order. */
    Set<IndexEntry> entries(TimelineReads reads) {
        Set<IndexEntry> entries = new HashSet<>(named);
        for (Strand strand : strands) {
            if (!strand.range().isEmpty()) {
                entries.addAll(reads.entries(strand.dimension(), strand.id(), strand.range()));
            }
        }
        return entries;
    }

    /** The sessions that are in it with everything they did. */
    Set<String> wholeSessions() {
        return strands.stream()
                .filter(strand -> strand.dimension() == Dimension.SESSION)
                .map(Strand::id)
                .collect(Collectors.toSet());
    }

    /** Whether all of it is sessions, whole. */
    boolean isSessions() {
        return named.isEmpty() && strands.stream().allMatch(strand -> strand.dimension() == Dimension.SESSION);
    }
}
