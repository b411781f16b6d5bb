package dev.recount.query.timeline;

import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which event stands before another in the timeline of its session, by what was recorded until some time. */
public final class SessionOrder {

    private static final int FEW = 15;

    private final Views views;
    private final Instant asOf;

    /** @param asOf by what was recorded until then */
    public SessionOrder(Views views, Instant asOf) {
        this.views = views;
        this.asOf = asOf;
    }

    /** The id of the event before {@code event}; empty where there is none. */
    public Optional<String> previous(RecordedEvent event) {
        return Optional.ofNullable(event.event().sessionId())
                .flatMap(session -> before(event.entry(), session))
                .flatMap(placed -> views.events().events(List.of(placed.entry())).stream()
                        .map(RecordedEvent::id)
                        .findFirst());
    }

    /** No event stands further behind its own time than its session's clocks disagree, so the walk back begins there. */
    private Optional<Placed> before(IndexEntry entry, String session) {
        var reads = views.timelines();
        long latest = PlacedPage.plus(entry.occurredAtMicros(), reads.disagreementMicros(session));
        var range = new TimeRange(TimeRange.ALWAYS.fromMicros(), PlacedPage.plus(latest, 1));
        var strand = new Strand(Dimension.SESSION, session, range);
        var subject = new SubjectStrands(List.of(strand), List.of(), false);
        for (int limit = FEW; ; limit *= 2) {
            var query = new TimelineQuery(new Subject(Subject.Kind.SESSION, session), range, asOf, true, null, limit);
            var backwards = new PlacedPage(reads, query, subject).read();
            var found = behind(entry, backwards);
            if (found.isPresent() || backwards.size() <= limit) {
                return found;
            }
        }
    }

    private static Optional<Placed> behind(IndexEntry entry, List<Placed> placed) {
        return IntStream.range(1, placed.size())
                .filter(i -> placed.get(i - 1).entry().equals(entry))
                .mapToObj(placed::get)
                .findFirst();
    }
}
