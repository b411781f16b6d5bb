package dev.recount.ingest.http;

import dev.recount.codec.FieldProblem;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.accept.Refusals;
import dev.recount.ingest.secret.TextRedactor;
import dev.recount.ingest.source.BodySplitter.Slice;
import dev.recount.ingest.source.RawItems;
import dev.recount.ingest.source.RawSource;
import dev.recount.ingest.source.SessionContext;
import dev.recount.ingest.source.WrappedRecords;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/ingest/hooks/{agent}}: an agent's raw hook payloads. Always {@code 200 {}}, which the harness reads as
 * "no objection", also for input that is refused and kept as such; a status is no way to stop an agent. Only when the log
 * takes nothing is the answer 503 or 429, so that a spooling hook tries again; the harness goes on either way.
 */
final class HooksDoor {

    /** Header that tells an importer what became of the payloads, as {@code accepted=1, duplicates=0, rejected=0}. */
    static final String OUTCOME = "Recount-Outcome";

    private static final QueryParams PARAMS = QueryParams.accepting(SessionContext.NAMES.toArray(String[]::new));

    private final BodyReader bodies;
    private final Intake intake;
    private final RawItems items;
    private final Map<String, RawSource> agents;
    private final TextRedactor texts;
    private final Refusals refusals;
    private final IngestMeters meters;
    private final Clock clock;

    HooksDoor(
            BodyReader bodies,
            Intake intake,
            RawItems items,
            Map<String, RawSource> agents,
            TextRedactor texts,
            Refusals refusals,
            IngestMeters meters,
            Clock clock) {
        this.bodies = bodies;
        this.intake = intake;
        this.items = items;
        this.agents = Map.copyOf(agents);
        this.texts = texts;
        this.refusals = refusals;
        this.meters = meters;
        this.clock = clock;
    }

    void post(Context ctx) {
        var source = agents.get(ctx.pathParam("agent"));
        if (source == null) {
            throw Problem.NOT_FOUND.because("no such agent (expected: " + String.join(", ", agents.keySet()) + ")");
        }
        reportUnknown(ctx, source);
        var result = taken(ctx, source);
        Answers.requireTaken(result.outcomes());
        ctx.header(OUTCOME, outcome(result)).contentType("application/json").result("{}");
    }

    /** A misspelt parameter must not stop an agent, nor go unseen: it is told on the rejected topic and in the metrics. */
    private void reportUnknown(Context ctx, RawSource source) {
        try {
            var unused = PARAMS.of(ctx);
        } catch (ProblemException e) {
            var now = clock.instant();
            meters.counted(source.name(), 0, refused(source, e, now), now, now);
        }
    }

    private Intake.Result taken(Context ctx, RawSource source) {
        var started = clock.instant();
        Intake.Result result;
        long bytes = 0;
        try (var body = bodies.read(ctx)) {
            bytes = body.bytes().length;
            var slices = WrappedRecords.slices(body.bytes(), source.wrappers());
            result = intake.take(body.bytes(), slices, items.of(source, context(ctx)));
        } catch (ProblemException e) {
            if (e.problem().retryable()) {
                throw e;
            }
            result = refused(source, e, started);
        }
        meters.counted(source.name(), bytes, result, started, clock.instant());
        return result;
    }

    /** What could not be taken in leaves its reason on the rejected topic, and nothing of itself. */
    private Intake.Result refused(RawSource source, ProblemException e, Instant now) {
        var problem = new FieldProblem("", e.detail());
        var rejection = refusals.of(source.name(), null, List.of(problem), null, now);
        return intake.take(new byte[0], List.of(new Slice(0, 0)), (b, o, l, n) -> new Item.Wrong(rejection, true));
    }

    private static String outcome(Intake.Result result) {
        return "accepted=" + count(result, Outcome.Accepted.class) + ", duplicates="
                + count(result, Outcome.Duplicate.class) + ", rejected=" + count(result, Outcome.Refused.class);
    }

    private static long count(Intake.Result result, Class<? extends Outcome> kind) {
        return result.outcomes().stream().filter(kind::isInstance).count();
    }

    /** What stands beside the payload is input too, and searched for secrets like it. */
    private SessionContext context(Context ctx) {
        return SessionContext.of(name -> {
            var header = ctx.header("X-Recount-" + name.replace('_', '-').toUpperCase(Locale.ROOT));
            var text = blankToNull(header == null ? ctx.queryParam(name) : header);
            return text == null ? null : texts.redact(text).text();
        });
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
