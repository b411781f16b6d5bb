package dev.recount.query.http;

import dev.recount.codec.Micros;
import dev.recount.query.Views;
import dev.recount.query.event.TimeRange;
import dev.recount.query.lineage.BlastRadius;
import dev.recount.query.lineage.Node;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.problem.QueryValues;
import io.javalin.http.Context;

/** What can have been reached from something. */
final class BlastRadiusHandlers {

    static final QueryParams BLAST_RADIUS = QueryParams.accepting("credential", "session", "from", "as_of");

    private final BlastRadius radius;
    private final Moment moment;

    BlastRadiusHandlers(Views views, Moment moment) {
        this.radius = new BlastRadius(views);
        this.moment = moment;
    }

    void blastRadius(Context ctx) {
        var values = BLAST_RADIUS.of(ctx);
        var asOf = moment.settled(values.time("as_of"));
        long since = values.time("from").map(Micros::of).orElse(TimeRange.ALWAYS.fromMicros());
        var graph = radius.of(start(values), since, asOf);
        Json.writeAsOf(ctx, GraphAnswer.of(graph).put("as_of", Micros.text(asOf)));
    }

    private static Node start(QueryValues values) {
        var credential = values.text("credential").map(id -> new Node(Node.Kind.CREDENTIAL, id));
        var session = values.text("session").map(id -> new Node(Node.Kind.SESSION, id));
        if (credential.isPresent() == session.isPresent()) {
            throw Problem.BAD_REQUEST.because(
                    "a blast radius is that of one thing (expected: either credential or session)");
        }
        return credential.or(() -> session).orElseThrow();
    }
}
