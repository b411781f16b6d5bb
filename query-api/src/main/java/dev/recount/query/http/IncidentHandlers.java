package dev.recount.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.incident.IncidentActions;
import dev.recount.query.page.Cursors;
import dev.recount.query.page.Place;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.problem.QueryValues;
import dev.recount.streams.index.Dimension;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Incidents, and what responders say of them. */
final class IncidentHandlers {

    static final QueryParams ONE = QueryParams.accepting();
    static final QueryParams LIST =
            QueryParams.accepting("limit", "cursor", "as_of").repeatable("status", "severity");

    private static final int HISTORY_MAX = 1_000;
    private static final int WORDS_CHARS_MAX = 10_000;

    private final Views views;
    private final Cursors cursors;
    private final Moment moment;
    private final OnRecord record;

    IncidentHandlers(Views views, Cursors cursors, Moment moment, OnRecord record) {
        this.views = views;
        this.cursors = cursors;
        this.moment = moment;
        this.record = record;
    }

    void one(Context ctx) {
        ONE.of(ctx);
        Json.writeTagged(ctx, withHistory(incident(ctx)));
    }

    void list(Context ctx) {
        var values = LIST.of(ctx);
        var listing = Listing.of(ctx, values, cursors, asked -> asked.orElseGet(moment::latest));
        var found = views.incidents()
                .latest(listing.place(Places::place).orElse(null), filter(values, listing.asOf()), listing.limit() + 1);
        var items = found.stream().limit(listing.limit()).map(Answers::incident).toList();
        var next = found.size() > listing.limit() ? listing.next(place(found.get(listing.limit() - 1))) : null;
        Json.writeAsOf(ctx, Answers.page(items, next, listing.asOf()));
    }

    private static List<String> place(Incident incident) {
        return Places.of(new Place(Micros.of(incident.openedAt()), incident.id()));
    }

    private static Predicate<Incident> filter(QueryValues values, Instant asOf) {
        var statuses = Words.of(values, "status", IncidentStatus.class);
        var severities = Words.of(values, "severity", Level.class);
        return incident -> !incident.openedAt().isAfter(asOf)
                && (statuses.isEmpty() ? isOfItsOwn(incident) : statuses.contains(incident.status()))
                && (severities.isEmpty() || severities.contains(incident.severity()));
    }

    /** What was found to be part of another incident is told there. */
    private static boolean isOfItsOwn(Incident incident) {
        return incident.status() != IncidentStatus.MERGED;
    }

    void acknowledge(Context ctx) throws JsonProcessingException {
        say(ctx, Phase.ACKNOWLEDGED, words(ctx, "note", false));
    }

    void resolve(Context ctx) throws JsonProcessingException {
        say(ctx, Phase.RESOLVED, words(ctx, "note", false));
    }

    void note(Context ctx) throws JsonProcessingException {
        say(ctx, Phase.NOTED, words(ctx, "text", true));
    }

    private void say(Context ctx, Phase phase, @Nullable String words) {
        ONE.of(ctx);
        var incident = incident(ctx);
        Json.requireMatch(ctx, "the incident", () -> Optional.of(Json.etag(withHistory(incident))));
        IncidentActions.obstacle(incident, phase).ifPresent(obstacle -> {
            throw Problem.CONFLICT.because(obstacle);
        });
        var event = IncidentActions.event(incident, phase, OnRecord.actor(ctx), words, moment.now());
        var id = record.put(event);
        boolean visible = record.isVisible(() -> shows(incident.id(), phase, id));
        ctx.status(visible ? 200 : 202);
        Json.write(ctx, withHistory(incident(ctx)).put("event_id", id));
    }

    private boolean shows(String incidentId, Phase phase, String eventId) {
        return phase == Phase.NOTED
                ? views.events().event(eventId).isPresent()
                : views.incidents()
                        .incident(incidentId)
                        .filter(now -> IncidentActions.shows(now, phase))
                        .isPresent();
    }

    private Incident incident(Context ctx) {
        var id = ctx.pathParam("id");
        return views.incidents()
                .incident(id)
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no incident with id " + Shown.of(id)));
    }

    private ObjectNode withHistory(Incident incident) {
        var answer = Answers.incident(incident);
        var history = answer.putArray("history");
        var entries = views.timelines()
                .entries(Dimension.CORRELATION, incident.id(), TimeRange.ALWAYS, null, false, HISTORY_MAX);
        // What people said of it; receipts of deliveries are listed with the deliveries.
        views.events().events(entries).stream()
                .filter(recorded -> recorded.event().type() == EventType.CONTROL)
                .forEach(recorded -> history.add(said(recorded)));
        return answer;
    }

    private static ObjectNode said(RecordedEvent recorded) {
        Event event = recorded.event();
        var said = Answers.object()
                .put("event_id", recorded.id())
                .put("at", Micros.text(recorded.occurredAt()))
                .put("by", event.actorId());
        if (event.phase() != null) {
            said.put("what", event.phase().wire());
        }
        if (event.statement() != null) {
            said.put("text", event.statement().text());
        }
        return said;
    }

    private static @Nullable String words(Context ctx, String field, boolean required) throws JsonProcessingException {
        var body = Json.body(ctx);
        if (!body.isObject()) {
            throw wrong("", "expected an object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(field)) {
                throw wrong("/" + name, "unknown field (expected: " + field + ")");
            }
        });
        var value = body.get(field);
        if (value == null || value.isNull()) {
            if (required) {
                throw wrong("/" + field, "missing (expected: a string)");
            }
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > WORDS_CHARS_MAX) {
            throw wrong("/" + field, "expected a string of 1 to " + WORDS_CHARS_MAX + " characters");
        }
        return value.textValue();
    }

    private static RuntimeException wrong(String pointer, String detail) {
        return Problem.invalidBody(List.of(new FieldError(pointer, detail)));
    }
}
