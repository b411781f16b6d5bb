package dev.recount.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.query.page.Cursors;
import dev.recount.query.registry.Declaration;
import dev.recount.query.registry.RegistryAnswer;
import dev.recount.query.registry.RegistryChanges;
import dev.recount.query.registry.RegistryReads;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.settings.NearestName;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reference data. */
final class RegistryHandlers {

    static final QueryParams ONE = QueryParams.accepting("as_of");
    static final QueryParams PUT = QueryParams.accepting();
    static final QueryParams LIST = QueryParams.accepting(Listing.PARAMS);

    private final RegistryReads registry;
    private final Cursors cursors;
    private final Moment moment;
    private final OnRecord record;

    RegistryHandlers(RegistryReads registry, Cursors cursors, Moment moment, OnRecord record) {
        this.registry = registry;
        this.cursors = cursors;
        this.moment = moment;
        this.record = record;
    }

    void one(Context ctx) {
        var at = ONE.of(ctx).time("as_of").orElseGet(moment::now);
        var kind = kind(ctx);
        var id = ctx.pathParam("id");
        var entry = registry.entry(kind.wire(), id).orElseThrow(() -> nothing(kind, id));
        Json.writeTagged(ctx, RegistryAnswer.of(entry, at));
    }

    void list(Context ctx) {
        var values = LIST.of(ctx);
        var kind = kind(ctx);
        var listing = Listing.of(ctx, values, cursors, asked -> asked.orElseGet(moment::now));
        var after = listing.place(parts -> parts.get(0)).orElse(null);
        var found = registry.entries(kind.wire(), after, listing.limit() + 1);
        var items = found.stream()
                .limit(listing.limit())
                .map(entry -> RegistryAnswer.of(entry, listing.asOf()))
                .toList();
        var next = found.size() > listing.limit()
                ? listing.next(List.of(found.get(listing.limit() - 1).id()))
                : null;
        Json.writeAsOf(ctx, Answers.page(items, next, listing.asOf()));
    }

    void put(Context ctx) throws JsonProcessingException {
        PUT.of(ctx);
        var kind = kind(ctx);
        requireDeclarable(kind);
        var id = ctx.pathParam("id");
        var document = Json.body(ctx);
        var known = registry.entry(kind.wire(), id);
        var now = moment.now();
        var event = readable(() -> {
            var declared = Declaration.read(kind, id, document);
            precondition(ctx, known, now);
            return RegistryChanges.event(kind, id, declared, known, OnRecord.actor(ctx), now);
        });
        if (event.isEmpty()) {
            answer(ctx, known.orElseThrow(), now);
            return;
        }
        enter(ctx, kind, id, event.get(), known.isPresent() ? 200 : 201);
    }

    /** What is declared no longer holds from now on; what was true before stays true of then. */
    void delete(Context ctx) {
        PUT.of(ctx);
        var kind = kind(ctx);
        requireDeclarable(kind);
        if (kind == RegistryKind.APPROVALS) {
            throw Problem.METHOD_NOT_ALLOWED.because("an approval is taken back by putting it with revoked_at");
        }
        var id = ctx.pathParam("id");
        var now = moment.now();
        var known = registry.entry(kind.wire(), id);
        if (known.isEmpty()) {
            throw nothing(kind, id);
        }
        precondition(ctx, known, now);
        var event = RegistryChanges.end(known.get(), OnRecord.actor(ctx), now);
        if (event.isEmpty()) {
            answer(ctx, known.get(), now);
            return;
        }
        enter(ctx, kind, id, event.get(), 200);
    }

    private static void requireDeclarable(RegistryKind kind) {
        if (!Declaration.isDeclarable(kind)) {
            throw Problem.METHOD_NOT_ALLOWED.because(
                    kind == RegistryKind.RULES
                            ? "rules are put at /v1/rules"
                            : kind.wire() + " are folded from events and cannot be put");
        }
    }

    private static RuntimeException nothing(RegistryKind kind, String id) {
        return Problem.NOT_FOUND.because("nothing is declared about " + kind.wire() + " " + Shown.of(id));
    }

    /** Puts a change on record and answers with the entry, as soon as it shows. */
    private void enter(Context ctx, RegistryKind kind, String id, Event event, int status) {
        var eventId = record.put(event);
        if (record.isVisible(() -> shown(kind, id, eventId).isPresent())) {
            ctx.status(status);
            answer(ctx, shown(kind, id, eventId).orElseThrow(), moment.now());
        } else {
            ctx.status(202);
            Json.write(ctx, accepted(kind, id).put("event_id", eventId));
        }
    }

    private static ObjectNode accepted(RegistryKind kind, String id) {
        return Answers.object().put("kind", kind.wire()).put("id", id);
    }

    private static void answer(Context ctx, RegistryEntry entry, Instant at) {
        var answer = RegistryAnswer.of(entry, at);
        ctx.header(Header.ETAG, Json.etag(answer));
        Json.write(ctx, answer);
    }

    private Optional<RegistryEntry> shown(RegistryKind kind, String id, String eventId) {
        return registry.entry(kind.wire(), id).filter(entry -> entry.versions().stream()
                .anyMatch(version -> version.eventId().equals(eventId)));
    }

    private static <T> T readable(Supplier<T> declared) {
        try {
            return declared.get();
        } catch (UnreadableRecord e) {
            throw Problem.invalidBody(e.problems().stream()
                    .map(problem -> new FieldError(problem.pointer(), problem.detail()))
                    .toList());
        }
    }

    private static void precondition(Context ctx, Optional<RegistryEntry> known, Instant now) {
        Json.requireMatch(ctx, "the entry", () -> known.map(entry -> Json.etag(RegistryAnswer.of(entry, now))));
        if ("*".equals(ctx.header(Header.IF_NONE_MATCH)) && known.isPresent()) {
            throw Problem.PRECONDITION_FAILED.because("the entry exists, and If-None-Match asks that it does not");
        }
    }

    private static RegistryKind kind(Context ctx) {
        var name = ctx.pathParam("kind");
        List<String> known =
                Arrays.stream(RegistryKind.values()).map(RegistryKind::wire).toList();
        return Arrays.stream(RegistryKind.values())
                .filter(kind -> kind.wire().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no registry of " + Shown.of(name)
                        + NearestName.hint(known, name) + " (expected: " + String.join(", ", known) + ")"));
    }
}
