package dev.recount.query.http;

import dev.recount.query.Views;
import dev.recount.query.event.FactReads;
import dev.recount.query.event.TimeRange;
import dev.recount.query.page.Cursors;
import dev.recount.query.timeline.TimelineQuery;
import dev.recount.query.timeline.Timelines;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

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
    private final FactReads facts;
    private final Cursors cursors;
    private final Moment moment;
    private final Timer timer;

    TimelineHandlers(Views views, Cursors cursors, Moment moment, MeterRegistry meters) {
        this.timelines = new Timelines(views);
        this.facts = views.facts();
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
        var listing = Listing.of(ctx, values, cursors, moment::settled);
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
        var text = new TimelineText(facts, values.time("known_at")).of(page);
        Json.writeAsOf(ctx, text, next, listing.asOf());
    }
}
