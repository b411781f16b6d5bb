package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.query.Views;
import dev.recount.query.event.EventFilter;
import dev.recount.query.event.EventSearch;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.page.Cursors;
import dev.recount.query.timeline.Basis;
import dev.recount.query.timeline.CauseLinks;
import dev.recount.query.timeline.Link;
import dev.recount.query.timeline.RememberedSurroundings;
import dev.recount.query.timeline.SessionOrder;
import dev.recount.query.timeline.Witnesses;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.problem.QueryValues;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.Sighting;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One event, and search. */
final class EventHandlers {

    static final QueryParams ONE = QueryParams.accepting("as_of");
    static final QueryParams SEARCH = QueryParams.accepting(
                    "from",
                    "to",
                    "actor",
                    "session",
                    "credential",
                    "resource",
                    "environment",
                    "operation",
                    "tool",
                    "source_address",
                    "q",
                    "histogram",
                    "limit",
                    "cursor",
                    "as_of")
            .repeatable("verb", "outcome", "type");

    private static final int CAUSED_MAX = 1_000;
    private static final int BUCKETS_MAX = 1_000;

    private final Views views;
    private final Answers answers;
    private final Cursors cursors;
    private final Moment moment;
    private final EventSearch search;

    EventHandlers(Views views, Answers answers, Cursors cursors, Moment moment) {
        this.views = views;
        this.answers = answers;
        this.cursors = cursors;
        this.moment = moment;
        this.search = new EventSearch(views.events(), views.timelines(), views.facts());
    }

    void one(Context ctx) {
        var asOf = ONE.of(ctx)
                .time("as_of")
                .map(asked -> moment.settled(Optional.of(asked)))
                .orElse(Micros.instant(Long.MAX_VALUE));
        var id = ctx.pathParam("id");
        var event = views.events()
                .event(id)
                .filter(recorded -> !recorded.recordedAt().isAfter(asOf))
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no event with id " + Shown.of(id)));
        var surroundings = new RememberedSurroundings(views, Micros.of(asOf));
        surroundings.prepare(List.of(event));
        var order = new SessionOrder(views, asOf);
        var answer = answers.event(event);
        answer.set("causes", Answers.links(new CauseLinks(surroundings).of(event, () -> order.previous(event))));
        answer.set("caused", Answers.links(caused(event, surroundings)));
        answer.set(
                "alerts",
                Answers.texts(views.alerts().resting(event.id()).stream()
                        .filter(alert -> !alert.isQuiet() && !alert.raisedAt().isAfter(asOf))
                        .map(Alert::id)
                        .toList()));
        answer.put("state", new Witnesses(surroundings).of(event).wire());
        Json.writeTagged(ctx, answer);
    }

    /** What names the event as its cause, and the later phases of its own action. What only shares a thing with it is not among it. */
    private static List<Link> caused(RecordedEvent event, RememberedSurroundings surroundings) {
        var named = surroundings.within(Dimension.CAUSED_BY, event.id(), TimeRange.ALWAYS, CAUSED_MAX).stream();
        var action = event.event().actionId();
        var phases = action == null
                ? Stream.<Sighting>empty()
                : surroundings.within(Dimension.ACTION, action, TimeRange.ALWAYS, CAUSED_MAX).stream()
                        .filter(other -> other.entry().compareTo(event.entry()) > 0);
        return Stream.concat(named, phases)
                .map(Sighting::id)
                .filter(id -> !id.equals(event.id()))
                .distinct()
                .map(id -> new Link(id, Basis.PARENT_CALL))
                .toList();
    }

    void search(Context ctx) {
        var values = SEARCH.of(ctx);
        var listing = Listing.of(ctx, values, cursors, moment::settled);
        var filter = filter(values);
        var range = TimeRange.of(values.time("from"), values.time("to"));
        var found = search.page(
                filter, range, listing.asOf(), listing.place(Places::entry).orElse(null), listing.limit());
        var items = answers.events(found.items());
        var next = found.next() == null ? null : listing.next(Places.of(found.next()));
        var answer = Answers.page(items, next, listing.asOf());
        int buckets = values.integer("histogram", 1, BUCKETS_MAX, 0);
        if (buckets > 0 && listing.place(Places::entry).isEmpty()) {
            histogram(answer, search.counted(filter, range, listing.asOf(), buckets));
        }
        Json.writeAsOf(ctx, answer);
    }

    private static EventFilter filter(QueryValues values) {
        return new EventFilter(
                values.text("actor"),
                values.text("session"),
                values.text("credential"),
                values.text("resource"),
                values.text("environment"),
                Words.of(values, "verb", Verb.class),
                values.text("operation"),
                values.text("tool"),
                Words.of(values, "outcome", Phase.of(EventType.ACTION)),
                values.text("source_address"),
                Words.of(values, "type", EventType.class),
                values.text("q"));
    }

    private static void histogram(ObjectNode answer, EventSearch.Counted counted) {
        var list = answer.putArray("histogram");
        counted.buckets().forEach(bucket -> list.addObject()
                .put("from", Micros.text(Micros.instant(bucket.fromMicros())))
                .put("to", Micros.text(Micros.instant(bucket.toMicros())))
                .put("count", bucket.count()));
        counted.countedToMicros()
                .ifPresent(micros -> answer.put("histogram_counted_to", Micros.text(Micros.instant(micros))));
    }
}
