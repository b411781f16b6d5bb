package dev.recount.query.http;

import static dev.recount.runtime.access.OpenRoute.ANYONE;
import static dev.recount.runtime.access.Role.COMPLIANCE;
import static dev.recount.runtime.access.Role.ENGINEER;
import static dev.recount.runtime.access.Role.RESPONDER;

import dev.recount.codec.ReleasedSchemas;
import dev.recount.query.EventSink;
import dev.recount.query.Horizon;
import dev.recount.query.Views;
import dev.recount.query.Visibility;
import dev.recount.query.access.AccessRecords;
import dev.recount.query.openapi.OpenApiDocument;
import dev.recount.query.page.Cursors;
import dev.recount.query.replay.ReplayDesk;
import dev.recount.query.replay.ReplayJobs;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.query.stream.AlertFeed;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.CookieRoute;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemAnswers;
import dev.recount.streams.index.IndexUnavailable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Every route of the query side. */
public final class QueryRoutes implements RouteGroup {

    private static final int LISTENERS_MAX = 256;
    private static final String BEHIND = "Recount-Behind";

    /**
     * What the routes are built on.
     *
     * @param writers gives each listener of the stream a thread of its own
     * @param keepAlive how long the stream may be silent
     * @param behind how many records that were in the log a moment ago are not in the views yet; empty while that is not
     *     known
     */
    public record Parts(
            Views views,
            AlertFeed feed,
            Executor writers,
            Duration keepAlive,
            EventSink sink,
            RuleCatalogue rules,
            ReplayDesk replayDesk,
            ReplayJobs replays,
            Visibility visibility,
            AccessRecords access,
            Cursors cursors,
            OpenApiDocument openApi,
            Horizon horizon,
            Supplier<OptionalLong> behind,
            Clock clock,
            MeterRegistry meters) {}

    private final EventHandlers events;
    private final TimelineHandlers timelines;
    private final AlertHandlers alerts;
    private final AlertStreamHandler stream;
    private final IncidentHandlers incidents;
    private final CredentialHandlers credentials;
    private final BlastRadiusHandlers radius;
    private final StateHandlers state;
    private final RegistryHandlers registry;
    private final RuleHandlers rules;
    private final ReplayHandlers replays;
    private final SchemaHandlers schemas = new SchemaHandlers(new ReleasedSchemas());
    private final OpenApiHandlers openApi;
    private final AccessRecords access;
    private final Supplier<OptionalLong> behind;
    private final PageHandlers page = new PageHandlers();

    public QueryRoutes(Parts parts) {
        var views = parts.views();
        var cursors = parts.cursors();
        var answers = new Answers(views.facts());
        var moment = new Moment(parts.clock(), views.events(), parts.horizon());
        var record = new OnRecord(parts.sink(), parts.visibility());
        events = new EventHandlers(views, answers, cursors, moment);
        timelines = new TimelineHandlers(views, cursors, moment, parts.meters());
        alerts = new AlertHandlers(views.alerts(), cursors, moment);
        stream = new AlertStreamHandler(parts.feed(), parts.writers(), parts.keepAlive(), LISTENERS_MAX);
        incidents = new IncidentHandlers(views, cursors, moment, record);
        credentials = new CredentialHandlers(views, moment);
        radius = new BlastRadiusHandlers(views, moment);
        state = new StateHandlers(views, moment);
        registry = new RegistryHandlers(views.registry(), cursors, moment, record);
        rules = new RuleHandlers(parts.rules(), views.registry(), cursors, moment, record);
        replays = new ReplayHandlers(parts.replayDesk(), parts.replays(), record, moment::now);
        access = parts.access();
        behind = parts.behind();
        openApi = new OpenApiHandlers(parts.openApi());
    }

    private Handler recorded(Handler handler) {
        return new RecordedRead(handler, access);
    }

    /** An answer that may lack what is recorded says so; one that does not say so lacks nothing but the last second. */
    private void sayHowFarBehind(Context ctx) {
        var records = behind.get();
        if (records.isEmpty() || records.getAsLong() > 0) {
            ctx.header(BEHIND, records.isEmpty() ? "unknown" : Long.toString(records.getAsLong()));
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before("/v1/*", this::sayHowFarBehind);
        routes.get("/v1/timeline", recorded(timelines::timeline), RESPONDER, COMPLIANCE);
        routes.get("/v1/events", recorded(events::search), RESPONDER, COMPLIANCE);
        routes.get("/v1/events/{id}", recorded(events::one), RESPONDER, COMPLIANCE);
        routes.get("/v1/alerts", alerts::list, RESPONDER, COMPLIANCE);
        routes.get(AlertStreamHandler.PATH, stream::stream, RESPONDER, COMPLIANCE, CookieRoute.ALLOWED);
        routes.post(AlertStreamHandler.PATH + "/session", stream::allow, RESPONDER, COMPLIANCE);
        routes.delete(AlertStreamHandler.PATH + "/session", stream::forget, RESPONDER, COMPLIANCE);
        routes.get("/v1/alerts/{id}", recorded(alerts::one), RESPONDER, COMPLIANCE);
        routes.get("/v1/incidents", incidents::list, RESPONDER, COMPLIANCE);
        routes.get("/v1/incidents/{id}", recorded(incidents::one), RESPONDER, COMPLIANCE);
        routes.post("/v1/incidents/{id}/acknowledge", incidents::acknowledge, RESPONDER);
        routes.post("/v1/incidents/{id}/resolve", incidents::resolve, RESPONDER);
        routes.post("/v1/incidents/{id}/notes", incidents::note, RESPONDER);
        routes.get("/v1/incidents/{id}/revoke-first", recorded(credentials::revokeFirst), RESPONDER, COMPLIANCE);
        routes.get("/v1/credentials/{fingerprint}/lineage", recorded(credentials::lineage), RESPONDER, COMPLIANCE);
        routes.get("/v1/blast-radius", recorded(radius::blastRadius), RESPONDER, COMPLIANCE);
        routes.get("/v1/state", recorded(state::state), RESPONDER, COMPLIANCE);
        routes.get("/v1/registry/{kind}", registry::list, ENGINEER);
        routes.get("/v1/registry/{kind}/{id}", registry::one, ENGINEER);
        routes.put("/v1/registry/{kind}/{id}", registry::put, ENGINEER);
        routes.delete("/v1/registry/{kind}/{id}", registry::delete, ENGINEER);
        routes.get("/v1/rules", rules::list, ENGINEER);
        routes.get("/v1/rules/{id}", rules::one, ENGINEER);
        routes.put("/v1/rules/{id}", rules::put, ENGINEER);
        routes.delete("/v1/rules/{id}", rules::delete, ENGINEER);
        routes.post("/v1/replays", replays::start, ENGINEER);
        routes.get("/v1/replays/{id}", replays::one, ENGINEER);
        routes.get("/schemas/ids/{id}", schemas::byId, ANYONE);
        routes.get("/subjects", schemas::subjects, ANYONE);
        routes.get("/subjects/{subject}/versions", schemas::versions, ANYONE);
        routes.get("/subjects/{subject}/versions/{version}", schemas::version, ANYONE);
        routes.get("/openapi.json", openApi::json, ANYONE);
        routes.get("/openapi.yaml", openApi::yaml, ANYONE);
        routes.get("/", page::page, ANYONE);
        routes.get("/recount.js", page::script, ANYONE);
        routes.get("/recount.css", page::style, ANYONE);
        routes.exception(
                IndexUnavailable.class,
                (e, ctx) -> ProblemAnswers.answer(ctx, Problem.UNAVAILABLE.because("the index cannot be read yet")));
    }
}
