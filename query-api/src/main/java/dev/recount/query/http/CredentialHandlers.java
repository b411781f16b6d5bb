package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.query.Views;
import dev.recount.query.credential.OneName;
import dev.recount.query.event.TimeRange;
import dev.recount.query.incident.CredentialHistory;
import dev.recount.query.incident.CredentialLife;
import dev.recount.query.incident.HeldCredentials;
import dev.recount.query.incident.RevokeFirst;
import dev.recount.query.lineage.Graph;
import dev.recount.query.timeline.Subject;
import dev.recount.query.timeline.SubjectEvents;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.streams.index.IndexEntry;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The life of a credential, and which of an incident's to revoke first. */
final class CredentialHandlers {

    static final QueryParams LINEAGE = QueryParams.accepting("as_of");
    static final QueryParams REVOKE_FIRST = QueryParams.accepting("as_of");

    private static final int TOGETHER = 1_000;

    private final Views views;
    private final Moment moment;
    private final SubjectEvents subjects;
    private final CredentialHistory history;
    private final RevokeFirst order;

    CredentialHandlers(Views views, Moment moment) {
        this.views = views;
        this.moment = moment;
        this.subjects = new SubjectEvents(views);
        this.history = new CredentialHistory(views.events(), views.timelines(), views.credentialNames());
        this.order = new RevokeFirst(history);
    }

    void lineage(Context ctx) {
        var asOf = moment.settled(LINEAGE.of(ctx).time("as_of"));
        var key = ctx.pathParam("fingerprint");
        var life = history.of(key, TimeRange.ALWAYS, asOf);
        if (life.state() == CredentialLife.State.UNKNOWN && life.minted().isEmpty()) {
            throw Problem.NOT_FOUND.because("no event speaks of the credential " + Shown.of(key));
        }
        var answer = LifeAnswer.of(life).put("as_of", Micros.text(asOf));
        answer.set("graph", GraphAnswer.of(Graph.of(life.events(), new OneName(views.credentialNames(), asOf))));
        Json.writeAsOf(ctx, answer);
    }

    void revokeFirst(Context ctx) {
        var asOf = moment.settled(REVOKE_FIRST.of(ctx).time("as_of"));
        var id = ctx.pathParam("id");
        var incident = views.incidents()
                .incident(id)
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no incident with id " + Shown.of(id)));
        var own = own(id, asOf);
        var held = new HeldCredentials(incident.credentials());
        gather(own, held);
        gather(known(subjects.ofActors(incident, asOf), asOf), held);
        long start = own.stream().mapToLong(IndexEntry::occurredAtMicros).min().orElse(Micros.of(incident.openedAt()));
        var order = this.order.of(held.names(), new TimeRange(start, TimeRange.ALWAYS.toMicros()), asOf);
        var items = new ArrayList<ObjectNode>();
        for (CredentialLife life : order.lives()) {
            var item = LifeAnswer.of(life).put("rank", items.size() + 1);
            item.set("reasons", Answers.texts(RevokeFirst.reasons(life)));
            items.add(item);
        }
        Json.writeAsOf(ctx, Answers.page(items, null, asOf).put("truncated", order.isCut()));
    }

    private List<IndexEntry> own(String incidentId, Instant asOf) {
        var entries = subjects.of(new Subject(Subject.Kind.INCIDENT, incidentId), TimeRange.ALWAYS, asOf);
        return known(entries.orElse(List.of()), asOf);
    }

    private static List<IndexEntry> known(Collection<IndexEntry> entries, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        return entries.stream()
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .toList();
    }

    /** Not all of an incident's events need be in memory at once. */
    private void gather(List<IndexEntry> entries, HeldCredentials held) {
        for (int from = 0; from < entries.size(); from += TOGETHER) {
            held.addAll(views.events().events(entries.subList(from, Math.min(entries.size(), from + TOGETHER))));
        }
    }
}
