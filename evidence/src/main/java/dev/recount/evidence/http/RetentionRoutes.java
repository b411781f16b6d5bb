package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.evidence.erasure.Retention;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What is kept, how long, and what must be kept whatever is asked. */
public final class RetentionRoutes implements RouteGroup {

    static final QueryParams NONE = QueryParams.accepting();

    private final Supplier<List<Retention>> kept;
    private final Supplier<List<LegalHold>> holds;
    private final KeptPersons persons;
    private final Clock clock;

    /**
     * Wires the route.
     *
     * @param kept what is kept, as it is set at the time of asking
     * @param holds the legal holds that are in force
     * @param persons who is meant by what a hold calls them
     */
    public RetentionRoutes(
            Supplier<List<Retention>> kept, Supplier<List<LegalHold>> holds, KeptPersons persons, Clock clock) {
        this.kept = kept;
        this.persons = persons;
        this.holds = holds;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/retention", this::all, COMPLIANCE);
    }

    private void all(Context ctx) {
        NONE.of(ctx);
        var answer = RecordJson.MAPPER.createObjectNode();
        var items = answer.putArray("items");
        kept.get().forEach(retention -> shown(retention, items.addObject()));
        var inForce = answer.putArray("holds");
        holds.get().forEach(hold -> {
            var shown = inForce.addObject().put("name", hold.name()).put("reason", hold.reason());
            var named = shown.putArray("persons");
            hold.persons().forEach(named::add);
            var unknown = shown.putArray("unknown_persons");
            hold.unknown(persons).forEach(unknown::add);
        });
        CheckpointHandlers.json(ctx, answer.put("as_of", Micros.text(clock.instant())));
    }

    private static void shown(Retention retention, ObjectNode into) {
        into.put("what", retention.what()).put("holds", retention.holds());
        retention.keptFor().ifPresent(time -> into.put("kept_days", time.toDays()));
        into.put("latest_only", retention.latestOnly())
                .put("held", retention.held())
                .put("set", retention.set());
    }
}
