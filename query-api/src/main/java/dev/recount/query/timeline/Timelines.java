package dev.recount.query.timeline;

import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.query.SideBySide;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.ShownEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts timelines together. */
public final class Timelines {

    private static final double MICROS_PER_MS = 1_000.0;

    private final Views views;
    private final SubjectEvents subjects;

    public Timelines(Views views) {
        this.views = views;
        this.subjects = new SubjectEvents(views);
    }

    /** The part that {@code query} asks for; empty when the subject is an incident that is not known. */
    public Optional<TimelinePage> page(TimelineQuery query) {
        return subjects.strands(query.subject(), query.range(), query.asOf()).map(subject -> {
            var placed = new PlacedPage(views.timelines(), query, subject).read();
            boolean more = placed.size() > query.limit();
            var part = more ? placed.subList(0, query.limit()) : placed;
            var next = more ? part.get(part.size() - 1) : null;
            return new TimelinePage(items(part, query, subject), next, subject.isCut());
        });
    }

    private List<TimelineItem> items(List<Placed> part, TimelineQuery query, SubjectStrands subject) {
        var shown = views.events().shown(part.stream().map(Placed::entry).toList());
        var item = item(part, shown.stream().map(ShownEvent::recorded).toList(), query, subject);
        return SideBySide.of(shown)
                .flatMap(some -> some.stream().map(item).toList().stream())
                .toList();
    }

    /** Makes an item of any of {@code events}; any number of threads may use it. */
    private Function<ShownEvent, TimelineItem> item(
            List<Placed> part, List<RecordedEvent> events, TimelineQuery query, SubjectStrands subject) {
        var ids = events.stream().map(RecordedEvent::id).toList();
        var resting = SideBySide.begun(() -> views.alerts().resting(ids));
        var surroundings = new RememberedSurroundings(views, Micros.of(query.asOf()));
        surroundings.prepare(events);
        var links = new CauseLinks(surroundings);
        var witnesses = new Witnesses(surroundings);
        var neighbours = neighbours(events, query.descending(), subject.wholeSessions());
        var order = new SessionOrder(views, query.asOf());
        var skews = part.stream().collect(Collectors.toMap(Placed::entry, Placed::skewMicros));
        return one -> {
            var event = one.recorded();
            return new TimelineItem(
                    one,
                    links.of(event, () -> Optional.ofNullable(neighbours.get(event.id()))
                            .or(() -> order.previous(event))),
                    alerts(resting.get().getOrDefault(event.id(), List.of()), query),
                    witnesses.of(event),
                    skews.getOrDefault(event.entry(), 0L) / MICROS_PER_MS);
        };
    }

    /** The id of the event before each in its session, where a page has both: of sessions that are all in the timeline. */
    private static Map<String, String> neighbours(
            List<RecordedEvent> events, boolean descending, Set<String> wholeSessions) {
        Map<String, String> neighbours = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(descending ? events.size() - 1 - i : i);
            var session = event.event().sessionId();
            if (session != null && wholeSessions.contains(session)) {
                var before = last.put(session, event.id());
                if (before != null) {
                    neighbours.put(event.id(), before);
                }
            }
        }
        return neighbours;
    }

    private static List<String> alerts(List<Alert> resting, TimelineQuery query) {
        return resting.stream()
                .filter(alert -> !alert.isQuiet() && !alert.raisedAt().isAfter(query.asOf()))
                .map(Alert::id)
                .toList();
    }
}
