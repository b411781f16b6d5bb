package dev.recount.query.timeline;

import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.query.SideBySide;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.ShownEvent;
import java.util.List;
import java.util.Optional;
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
        long asOf = Micros.of(query.asOf());
        return subjects.strands(query.subject(), query.range(), query.asOf()).map(subject -> {
            var placed = new PlacedPage(views.timelines(), query, subject, asOf).read();
            boolean more = placed.size() > query.limit();
            var part = more ? placed.subList(0, query.limit()) : placed;
            var next = more ? part.get(part.size() - 1) : null;
            return new TimelinePage(items(part, query, asOf), next, subject.isCut());
        });
    }

    private List<TimelineItem> items(List<Placed> part, TimelineQuery query, long asOf) {
        var shown = views.events().shown(part.stream().map(Placed::entry).toList());
        var item = item(part, shown.stream().map(ShownEvent::recorded).toList(), query, asOf);
        return SideBySide.of(shown)
                .flatMap(some -> some.stream().map(item).toList().stream())
                .toList();
    }

    /** Makes an item of any of {@code events}; any number of threads may use it. */
    private Function<ShownEvent, TimelineItem> item(
            List<Placed> part, List<RecordedEvent> events, TimelineQuery query, long asOf) {
        var ids = events.stream().map(RecordedEvent::id).toList();
        var resting = SideBySide.begun(() -> views.alerts().resting(ids));
        var surroundings = new RememberedSurroundings(views, asOf);
        surroundings.prepare(events);
        var links = new CauseLinks(surroundings);
        var witnesses = new Witnesses(surroundings);
        var previous = new SessionOrder(views, asOf).previous(events, query.descending());
        var skews = part.stream().collect(Collectors.toMap(Placed::entry, Placed::skewMicros));
        return one -> {
            var event = one.recorded();
            return new TimelineItem(
                    one,
                    links.of(event, previous.get(event.id())),
                    alerts(resting.get().getOrDefault(event.id(), List.of()), query),
                    witnesses.of(event),
                    skews.getOrDefault(event.entry(), 0L) / MICROS_PER_MS);
        };
    }

    private static List<String> alerts(List<Alert> resting, TimelineQuery query) {
        return resting.stream()
                .filter(alert -> !alert.isQuiet() && !alert.raisedAt().isAfter(query.asOf()))
                .map(Alert::id)
                .toList();
    }
}
