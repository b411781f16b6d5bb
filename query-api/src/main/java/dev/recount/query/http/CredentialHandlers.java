package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.query.Views;
import dev.recount.query.credential.OneName;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.incident.CredentialHistory;
import dev.recount.query.incident.CredentialLife;
import dev.recount.query.incident.RevokeFirst;
import dev.recount.query.lineage.Graph;
import dev.recount.query.timeline.Subject;
import dev.recount.query.timeline.SubjectEvents;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The life of a credential, and which of an incident's to revoke first. */
final class CredentialHandlers {

    static final QueryParams LINEAGE = QueryParams.accepting("as_of");
    static final QueryParams REVOKE_FIRST = QueryParams.accepting("as_of");

    private static final int SHOWN_MAX = 1_000;

    private final Views views;
    private final Moment moment;
    private final CredentialHistory history;

    CredentialHandlers(Views views, Moment moment) {
        this.views = views;
        this.moment = moment;
        this.history = new CredentialHistory(views.events(), views.timelines(), views.credentialNames());
    }

    void lineage(Context ctx) {
        var asOf = moment.settled(LINEAGE.of(ctx).time("as_of"));
        var key = ctx.pathParam("fingerprint");
        var life = history.of(key, TimeRange.ALWAYS, asOf);
        if (life.state() == CredentialLife.State.UNKNOWN && life.minted().isEmpty()) {
            throw Problem.NOT_FOUND.because("no event speaks of the credential " + Shown.of(key));
        }
        var answer = life(life).put("as_of", Micros.text(asOf));
        answer.set("graph", GraphAnswer.of(Graph.of(life.events(), new OneName(views.credentialNames(), asOf))));
        Json.writeAsOf(ctx, answer);
    }

    void revokeFirst(Context ctx) {
        var asOf = moment.settled(REVOKE_FIRST.of(ctx).time("as_of"));
        var id = ctx.pathParam("id");
        var incident = views.incidents()
                .incident(id)
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no incident with id " + Shown.of(id)));
        var events = events(id, asOf);
        var start = events.stream()
                .map(RecordedEvent::occurredAt)
                .min(Instant::compareTo)
                .orElse(incident.openedAt());
        var since = new TimeRange(Micros.of(start), TimeRange.ALWAYS.toMicros());
        var items = new ArrayList<ObjectNode>();
        for (CredentialLife life : new RevokeFirst(history).of(incident.credentials(), events, since, asOf)) {
            var item = life(life).put("rank", items.size() + 1);
            item.set("reasons", Answers.texts(RevokeFirst.reasons(life)));
            items.add(item);
        }
        Json.writeAsOf(ctx, Answers.page(items, null, asOf));
    }

    private List<RecordedEvent> events(String incidentId, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        var entries = new SubjectEvents(views)
                .of(new Subject(Subject.Kind.INCIDENT, incidentId), TimeRange.ALWAYS, asOf)
                .orElse(List.of());
        return views.events()
                .events(entries.stream()
                        .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                        .toList());
    }

    private static ObjectNode life(CredentialLife life) {
        var answer = Answers.object()
                .put("credential", life.key())
                .put("state", life.state().name().toLowerCase(Locale.ROOT))
                .put("found_not_provisioned", life.wasFound())
                .put("destructive_actions", life.destructiveActions().size());
        life.lastUsedAt().ifPresent(at -> answer.put("last_used_at", Micros.text(at)));
        answer.set("fingerprints", Answers.texts(life.distinctOfCredential(Credential::fingerprint)));
        answer.set("provider_ids", Answers.texts(life.distinctOfCredential(Credential::providerId)));
        answer.set("kinds", Answers.texts(life.distinctOfCredential(Credential::kind)));
        answer.set("minted_from", Answers.texts(life.distinctOfCredential(Credential::mintedFrom)));
        answer.set("actors", Answers.texts(life.distinct(Event::actorId)));
        answer.set("sessions", Answers.texts(life.distinct(Event::sessionId)));
        answer.set("resources", Answers.texts(life.distinct(Event::resourceId)));
        steps(answer, "issued", life.issued());
        steps(answer, "found", life.found());
        steps(answer, "used", life.used());
        steps(answer, "minted", life.minted());
        steps(answer, "revoked", life.revoked());
        return answer;
    }

    private static void steps(ObjectNode answer, String name, List<RecordedEvent> events) {
        answer.put(name + "_count", events.size());
        ArrayNode steps = answer.putArray(name);
        events.stream().limit(SHOWN_MAX).forEach(event -> steps.add(step(event)));
    }

    private static ObjectNode step(RecordedEvent recorded) {
        Event event = recorded.event();
        var step = Answers.object()
                .put("event_id", recorded.id())
                .put("at", Micros.text(recorded.occurredAt()))
                .put("type", event.type().wire());
        put(step, "phase", event.phase() == null ? null : event.phase().wire());
        put(step, "session", event.sessionId());
        put(step, "actor", event.actorId());
        put(step, "resource", event.resourceId());
        if (event.action() != null) {
            put(step, "operation", event.action().operation());
            put(step, "verb", event.verb() == null ? null : event.verb().wire());
        }
        var credential = event.credential();
        if (credential != null) {
            put(step, "credential", credential.key());
            put(
                    step,
                    "custody",
                    credential.custody() == null ? null : credential.custody().wire());
            put(
                    step,
                    "place",
                    credential.location() == null ? null : credential.location().path());
        }
        return step;
    }

    private static void put(ObjectNode step, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            step.put(name, value);
        }
    }
}
