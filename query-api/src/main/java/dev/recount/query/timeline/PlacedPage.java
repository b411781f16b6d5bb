package dev.recount.query.timeline;

import dev.recount.codec.Micros;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one page, found without reading the subject's other pages. An event stands in a timeline no further behind
 * its own time than its session's clocks disagree; so the entries whose time lies that much around the page hold all that
 * stand in it, and all that move them there.
 */
final class PlacedPage {

    private static final int STEP_MIN = 64;

    private final TimelineReads reads;
    private final TimelineQuery query;
    private final SubjectStrands subject;
    private final long asOfMicros;
    private final long disagreement;

    PlacedPage(TimelineReads reads, TimelineQuery query, SubjectStrands subject) {
        this.reads = reads;
        this.query = query;
        this.subject = subject;
        this.asOfMicros = Micros.of(query.asOf());
        this.disagreement = disagreement(reads, query, subject);
    }

    private static long disagreement(TimelineReads reads, TimelineQuery query, SubjectStrands subject) {
        if (subject.isSessions()) {
            return subject.strands().stream()
                    .mapToLong(strand -> reads.disagreementMicros(strand.id()))
                    .max()
                    .orElse(0);
        }
        var after = query.after();
        var unread =
                after == null ? query.range() : query.range().within(unread(after.placeMicros(), query.descending()));
        return ids(subject).entrySet().stream()
                .mapToLong(ids -> reads.disagreementMicros(ids.getKey(), ids.getValue(), unread))
                .reduce(0, Math::max);
    }

    /** What is named is evidence, and the sessions of evidence are in it, so what they touch says how they disagree. */
    private static Map<Dimension, Set<String>> ids(SubjectStrands subject) {
        Map<Dimension, Set<String>> ids = new EnumMap<>(Dimension.class);
        subject.strands().forEach(strand -> ids.computeIfAbsent(strand.dimension(), dimension -> new TreeSet<>())
                .add(strand.id()));
        return ids;
    }

    private static TimeRange unread(long placeMicros, boolean descending) {
        return descending
                ? new TimeRange(TimeRange.ALWAYS.fromMicros(), plus(placeMicros, 1))
                : new TimeRange(placeMicros, TimeRange.ALWAYS.toMicros());
    }

    /** The page's entries and, if there are more, one of them; in the order in which they are read. */
    List<Placed> read() {
        var walk = new StrandWalk(reads, subject, window(query.after()), query.descending());
        int wanted = query.limit() + 1;
        // Strands rarely run side by side all along, so each begins with its share.
        int share = wanted / Math.max(1, subject.strands().size());
        for (int step = Math.max(share, Math.min(wanted, STEP_MIN)); ; step *= 2) {
            walk.read(step);
            if (!walk.isAtEnd() && walk.countOfSettled() < wanted) {
                continue;
            }
            var page = settled(walk);
            if (page.size() >= wanted || walk.isAtEnd()) {
                return page.subList(0, Math.min(wanted, page.size()));
            }
        }
    }

    /** The event times among which the page's entries, and those that move them, lie. */
    private TimeRange window(@Nullable Placed after) {
        if (after == null) {
            return TimeRange.ALWAYS;
        }
        return query.descending()
                ? new TimeRange(TimeRange.ALWAYS.fromMicros(), plus(plus(after.placeMicros(), disagreement), 1))
                : new TimeRange(minus(after.placeMicros(), disagreement), TimeRange.ALWAYS.toMicros());
    }

    private List<Placed> settled(StrandWalk walk) {
        var known = walk.seen().stream()
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .toList();
        var placed = TimelineOrder.of(known);
        if (query.descending()) {
            Collections.reverse(placed);
        }
        boolean all = walk.isAtEnd();
        long frontier = walk.frontierMicros();
        return placed.stream()
                .filter(one -> all || isSettled(one, frontier))
                .filter(this::isBehindLast)
                .toList();
    }

    /** Whether nothing that is still unread can stand before {@code one}, or move it. */
    private boolean isSettled(Placed one, long frontier) {
        return query.descending()
                ? one.placeMicros() > plus(frontier, disagreement)
                : plus(one.placeMicros(), disagreement) < frontier;
    }

    private boolean isBehindLast(Placed one) {
        var last = query.after();
        return last == null || (query.descending() ? one.compareTo(last) < 0 : one.compareTo(last) > 0);
    }

    /** The sum, or the latest of all times where it lies behind that. */
    static long plus(long micros, long notNegative) {
        return micros > Long.MAX_VALUE - notNegative ? Long.MAX_VALUE : micros + notNegative;
    }

    private static long minus(long micros, long notNegative) {
        return micros < Long.MIN_VALUE + notNegative ? Long.MIN_VALUE : micros - notNegative;
    }
}
