package dev.recount.query.http;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.codec.Micros;
import dev.recount.query.alert.AlertReads;
import dev.recount.query.event.TimeRange;
import dev.recount.query.page.Cursors;
import dev.recount.query.page.Place;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.problem.QueryValues;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Alerts. */
final class AlertHandlers {

    static final QueryParams ONE = QueryParams.accepting();
    static final QueryParams LIST = QueryParams.accepting(
                    "from", "to", "rule", "incident", "session", "limit", "cursor", "as_of")
            .repeatable("status", "level");

    private final AlertReads alerts;
    private final Cursors cursors;
    private final Moment moment;

    AlertHandlers(AlertReads alerts, Cursors cursors, Moment moment) {
        this.alerts = alerts;
        this.cursors = cursors;
        this.moment = moment;
    }

    void one(Context ctx) {
        ONE.of(ctx);
        var id = ctx.pathParam("id");
        var alert = alerts.alert(id)
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no alert with id " + Shown.of(id)));
        Json.writeTagged(ctx, Answers.alert(alert));
    }

    void list(Context ctx) {
        var values = LIST.of(ctx);
        var listing = Listing.of(ctx, values, cursors, asked -> asked.orElseGet(moment::latest));
        var found = alerts.latest(
                listing.place(Places::place).orElse(null), filter(values, listing.asOf()), listing.limit() + 1);
        var items = found.stream().limit(listing.limit()).map(Answers::alert).toList();
        var next = found.size() > listing.limit() ? listing.next(place(found.get(listing.limit() - 1))) : null;
        Json.writeAsOf(ctx, Answers.page(items, next, listing.asOf()));
    }

    private static List<String> place(Alert alert) {
        return Places.of(new Place(Micros.of(alert.raisedAt()), alert.id()));
    }

    private static Predicate<Alert> filter(QueryValues values, Instant asOf) {
        var statuses = Words.of(values, "status", AlertStatus.class);
        var levels = Words.of(values, "level", Level.class);
        var range = TimeRange.of(values.time("from"), values.time("to"));
        var rule = values.text("rule");
        var incident = values.text("incident");
        var session = values.text("session");
        return alert -> !alert.raisedAt().isAfter(asOf)
                && range.contains(Micros.of(alert.raisedAt()))
                && (statuses.isEmpty() ? !alert.isQuiet() : statuses.contains(alert.status()))
                && (levels.isEmpty() || levels.contains(alert.level()))
                && rule.map(id -> id.equals(alert.rule().id())).orElse(true)
                && incident.map(id -> id.equals(alert.incidentId())).orElse(true)
                && session.map(id -> alert.sessions().contains(id)).orElse(true);
    }
}
