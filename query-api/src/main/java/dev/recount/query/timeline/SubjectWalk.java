package dev.recount.query.timeline;

import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * All of a subject's events that had been recorded by a moment, in the order of its timeline, a thousand at a time: however
 * many there are, no more than that are in memory.
 */
public final class SubjectWalk implements Iterator<List<IndexEntry>> {

    private static final int TOGETHER = 1_000;

    private final TimelineReads reads;
    private final SubjectStrands strands;
    private final Subject subject;
    private final TimeRange range;
    private final Instant asOf;
    private @Nullable List<Placed> next;

    SubjectWalk(TimelineReads reads, SubjectStrands strands, Subject subject, TimeRange range, Instant asOf) {
        this.reads = reads;
        this.strands = strands;
        this.subject = subject;
        this.range = range;
        this.asOf = asOf;
        this.next = read(null);
    }

    /** What comes behind {@code last}, and one more where there is more. */
    private List<Placed> read(@Nullable Placed last) {
        return new PlacedPage(reads, new TimelineQuery(subject, range, asOf, false, last, TOGETHER), strands).read();
    }

    @Override
    public boolean hasNext() {
        return next != null && !next.isEmpty();
    }

    @Override
    public List<IndexEntry> next() {
        var read = next;
        if (read == null || read.isEmpty()) {
            throw new NoSuchElementException("the subject has no more events");
        }
        var some = read.subList(0, Math.min(TOGETHER, read.size()));
        next = read.size() > TOGETHER ? read(some.get(TOGETHER - 1)) : null;
        return some.stream().map(Placed::entry).toList();
    }

    /** Whether the subject has more sessions than are gone through. */
    public boolean isCut() {
        return strands.isCut();
    }
}
