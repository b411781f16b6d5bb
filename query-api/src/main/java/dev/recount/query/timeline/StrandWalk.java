package dev.recount.query.timeline;

import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks all strands of a subject in the order of time, or against it, and says how far it has seen everything. */
final class StrandWalk {

    private final TimelineReads reads;
    private final boolean reverse;
    private final List<Walked> open = new ArrayList<>();
    private final Set<IndexEntry> seen = new HashSet<>();

    /** A strand and the entry of it that was read last. */
    private record Walked(Strand strand, @Nullable IndexEntry last) {}

    StrandWalk(TimelineReads reads, SubjectStrands subject, TimeRange range, boolean reverse) {
        this.reads = reads;
        this.reverse = reverse;
        subject.named().stream()
                .filter(entry -> range.contains(entry.occurredAtMicros()))
                .forEach(seen::add);
        subject.strands().stream()
                .map(strand -> strand.within(range))
                .filter(strand -> !strand.range().isEmpty())
                .forEach(strand -> open.add(new Walked(strand, null)));
    }

    /** Reads on, {@code step} entries of each strand that holds the others up. */
    void read(int step) {
        long frontier = isBegun() ? frontierMicros() : 0;
        var strands = List.copyOf(open);
        open.clear();
        for (Walked walked : strands) {
            var last = walked.last();
            if (last != null && last.occurredAtMicros() != frontier) {
                open.add(walked);
                continue;
            }
            var strand = walked.strand();
            var entries = reads.entries(strand.dimension(), strand.id(), strand.range(), last, reverse, step);
            seen.addAll(entries);
            if (entries.size() == step) {
                open.add(new Walked(strand, entries.get(step - 1)));
            }
        }
    }

    private boolean isBegun() {
        return open.stream().allMatch(walked -> walked.last() != null);
    }

    boolean isAtEnd() {
        return open.isEmpty();
    }

    /** Everything that is read before this time has been seen: what is earlier, or later in reverse. */
    long frontierMicros() {
        var times = open.stream().map(Walked::last).filter(Objects::nonNull).mapToLong(IndexEntry::occurredAtMicros);
        return reverse ? times.max().orElse(Long.MIN_VALUE) : times.min().orElse(Long.MAX_VALUE);
    }

    /** How many have been seen that nothing unread can come before by its own time; a page cannot hold more. */
    long countOfSettled() {
        long frontier = frontierMicros();
        return seen.stream()
                .mapToLong(IndexEntry::occurredAtMicros)
                .filter(micros -> reverse ? micros > frontier : micros < frontier)
                .count();
    }

    Set<IndexEntry> seen() {
        return seen;
    }
}
