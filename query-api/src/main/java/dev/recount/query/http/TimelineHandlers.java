package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.query.Views;
import dev.recount.query.event.TimeRange;
import dev.recount.query.page.Cursors;
import dev.recount.query.timeline.Lane;
import dev.recount.query.timeline.TimelineItem;
import dev.recount.query.timeline.TimelineQuery;
import dev.recount.query.timeline.Timelines;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;

/** Timelines. */
final class TimelineHandlers {

    static final QueryParams TIMELINE = QueryParams.accepting(
            "incident",
            "session",
            "actor",
            "human",
            "credential",
            "resource",
            "protection_group",
            "trace",
            "known_at",
            "from",
            "to",
            "order",
            "limit",
            "cursor",
            "as_of");

    private enum Order {
        ASC,
        DESC
    }

    private final Timelines timelines;
    private final Answers answers;
    private final Cursors cursors;
    private final Moment moment;
    private final Timer timer;

    TimelineHandlers(Views views, Answers answers, Cursors cursors, Moment moment, MeterRegistry meters) {
        this.timelines = new Timelines(views);
        this.answers = answers;
        this.cursors = cursors;
        this.moment = moment;
        this.timer = Timer.builder("recount.timeline.query")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    void timeline(Context ctx) {
        timer.record(() -> answer(ctx));
    }

    private void answer(Context ctx) {
        var values = TIMELINE.of(ctx);
        var subject = Subjects.of(values, "a timeline");
        var listing = Listing.of(ctx, values, cursors, moment::asOf);
        var page = timelines
                .page(new TimelineQuery(
                        subject,
                        TimeRange.of(values.time("from"), values.time("to")),
                        listing.asOf(),
                        values.choice("order", Order.class).orElse(Order.ASC) == Order.DESC,
                        listing.place(Places::placed).orElse(null),
                        listing.limit()))
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no incident with id " + Shown.of(subject.id())));
        var next = page.next() == null ? null : listing.next(Places.of(page.next()));
        var knownAt = values.time("known_at");
        var items = answers.items(page.items());
        knownAt.ifPresent(at -> markKnown(page.items(), items, at));
        var answer = Answers.page(items, next, listing.asOf());
        answer.set("lanes", Answers.lanes(Lane.of(page.items())));
        Json.writeAsOf(ctx, answer);
    }

    private static void markKnown(List<TimelineItem> page, List<ObjectNode> items, Instant knownAt) {
        for (int i = 0; i < items.size(); i++) {
            boolean known = !page.get(i).event().recordedAt().isAfter(knownAt);
            items.get(i).put("known_then", known);
        }
    }
}
