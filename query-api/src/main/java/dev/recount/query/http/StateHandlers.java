package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.query.Views;
import dev.recount.query.credential.OneName;
import dev.recount.query.event.TimeRange;
import dev.recount.query.state.Copies;
import dev.recount.query.state.Holding;
import dev.recount.query.state.Loss;
import dev.recount.query.state.Permission;
import dev.recount.query.state.Standing;
import dev.recount.query.state.StandingFold;
import dev.recount.query.timeline.Subject;
import dev.recount.query.timeline.SubjectEvents;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.time.Instant;

/** How things stood at a moment. */
final class StateHandlers {

    static final QueryParams STATE = QueryParams.accepting(
            "incident",
            "session",
            "actor",
            "human",
            "credential",
            "resource",
            "protection_group",
            "trace",
            "at",
            "as_of");

    private static final int EVENTS_MAX = 200_000;

    private final Views views;
    private final SubjectEvents subjects;
    private final Moment moment;

    StateHandlers(Views views, Moment moment) {
        this.views = views;
        this.subjects = new SubjectEvents(views);
        this.moment = moment;
    }

    void state(Context ctx) {
        var values = STATE.of(ctx);
        var subject = Subjects.of(values, "a state");
        var asOf = moment.settled(values.time("as_of"));
        var at = values.time("at").orElse(asOf);
        var fold = new StandingFold(at, new OneName(views.credentialNames(), asOf));
        boolean isCut = fold(subject, at, asOf, fold);
        var answer = answer(fold.standing(() -> new Copies(views, at, asOf))).put("truncated", isCut);
        Json.writeAsOf(ctx, answer.put("as_of", Micros.text(asOf)));
    }

    /** Folds the subject's events up to {@code at}, the earliest if there are too many; true if there are. */
    private boolean fold(Subject subject, Instant at, Instant asOf, StandingFold fold) {
        var past = new TimeRange(TimeRange.ALWAYS.fromMicros(), Micros.of(at) + 1);
        var walk = subjects.walk(subject, past, asOf)
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no incident with id " + Shown.of(subject.id())));
        int left = EVENTS_MAX;
        while (walk.hasNext() && left > 0) {
            var some = walk.next();
            var read = some.subList(0, Math.min(left, some.size()));
            views.events().events(read).forEach(fold::add);
            left -= some.size();
        }
        return left < 0 || walk.hasNext() || walk.isCut();
    }

    private static ObjectNode answer(Standing standing) {
        var answer = Answers.object().put("at", Micros.text(standing.at()));
        var holdings = answer.putArray("holdings");
        standing.holdings().forEach(holding -> holdings.add(holding(holding)));
        var approvals = answer.putArray("approvals");
        standing.permissions().forEach(permission -> approvals.add(permission(permission)));
        var losses = answer.putArray("losses");
        standing.losses().forEach(loss -> losses.add(loss(loss)));
        return answer;
    }

    private static ObjectNode holding(Holding holding) {
        var answer = Answers.object()
                .put("actor", holding.actor())
                .put("credential", holding.credential())
                .put("since", Micros.text(holding.since()))
                .put("since_event", holding.sinceEvent());
        Answers.put(
                answer,
                "custody",
                holding.custody() == null ? null : holding.custody().wire());
        Answers.put(answer, "last_used_at", holding.lastUsedAt() == null ? null : Micros.text(holding.lastUsedAt()));
        return answer;
    }

    private static ObjectNode permission(Permission permission) {
        var approval = permission.approval();
        var answer = Answers.object()
                .put("status", permission.status().wire())
                .put("at", Micros.text(permission.at()))
                .put("event", permission.event());
        Answers.put(answer, "id", approval.id());
        Answers.put(answer, "approver", approval.approver());
        Answers.put(answer, "grantee", approval.grantee());
        Answers.put(answer, "resource", approval.resource());
        Answers.put(answer, "expires_at", approval.expiresAt() == null ? null : Micros.text(approval.expiresAt()));
        answer.set(
                "verbs",
                Answers.texts(approval.verbs().stream().map(verb -> verb.wire()).toList()));
        return answer;
    }

    private static ObjectNode loss(Loss loss) {
        var answer = Answers.object()
                .put("resource", loss.resource())
                .put("at", Micros.text(loss.at()))
                .put("event", loss.event())
                .put("copies_known", loss.copiesKnown());
        Answers.put(answer, "protection_group", loss.protectionGroup());
        answer.set("surviving", Answers.texts(loss.surviving()));
        return answer;
    }
}
