package dev.recount.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.query.page.Cursors;
import dev.recount.query.registry.RegistryReads;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.query.rule.RuleCatalogue.Rule;
import dev.recount.query.rule.RuleChanges;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.RegistryVersion;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Detection rules: what is in force, and changes of it. */
final class RuleHandlers {

    static final QueryParams LIST = QueryParams.accepting(Listing.PARAMS);
    static final QueryParams ONE = QueryParams.accepting("as_of");
    static final QueryParams CHANGE = QueryParams.accepting();

    private static final String KIND = RegistryKind.RULES.wire();
    private static final int ENTRIES_MAX = 100_000;
    private static final String SIGMA = "sigma";

    private final RuleCatalogue catalogue;
    private final RegistryReads registry;
    private final Cursors cursors;
    private final Moment moment;
    private final OnRecord record;

    RuleHandlers(RuleCatalogue catalogue, RegistryReads registry, Cursors cursors, Moment moment, OnRecord record) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.cursors = cursors;
        this.moment = moment;
        this.record = record;
    }

    void list(Context ctx) {
        var listing = Listing.of(ctx, LIST.of(ctx), cursors, asked -> asked.orElseGet(moment::now));
        var after = listing.place(parts -> parts.get(0)).orElse("");
        var found = catalogue.inForce(entries(), listing.asOf()).stream()
                .filter(rule -> rule.id().compareTo(after) > 0)
                .limit(listing.limit() + 1L)
                .toList();
        var shown = found.stream().limit(listing.limit()).toList();
        var next = found.size() > shown.size()
                ? listing.next(List.of(shown.get(shown.size() - 1).id()))
                : null;
        Json.writeAsOf(
                ctx, Answers.page(shown.stream().map(RuleHandlers::summary).toList(), next, listing.asOf()));
    }

    void one(Context ctx) {
        var at = ONE.of(ctx).time("as_of").orElseGet(moment::now);
        Json.writeTagged(ctx, whole(inForce(ctx.pathParam("id"), at)));
    }

    void put(Context ctx) {
        CHANGE.of(ctx);
        var id = ctx.pathParam("id");
        var sigma = sigma(ctx);
        var entries = entries();
        var faults = catalogue.faults(id, sigma, entries);
        if (!faults.isEmpty()) {
            throw Problem.invalidBody(faults.stream()
                    .map(fault -> new FieldError(
                            "", "line %d, column %d: %s".formatted(fault.line(), fault.column(), fault.detail())))
                    .toList());
        }
        var now = moment.now();
        var before = find(id, now);
        if (before.filter(rule -> rule.live() && rule.sigma().equals(sigma)).isPresent()) {
            Json.write(ctx, whole(before.get()));
            return;
        }
        var shown = change(RuleChanges.put(id, sigma, OnRecord.actor(ctx), now), id);
        if (shown.isEmpty()) {
            ctx.status(202);
            Json.write(ctx, Answers.object().put("id", id));
            return;
        }
        if (!RuleChanges.body(sigma).equals(shown.get().body())) {
            throw Problem.INVALID_BODY.because(
                    "what looks like a secret was taken out of the rule before it was recorded;"
                            + " write it with wildcards, and put the rule again");
        }
        ctx.status(before.isPresent() ? 200 : 201);
        Json.write(ctx, whole(inForce(id, Instant.MAX)));
    }

    void delete(Context ctx) {
        CHANGE.of(ctx);
        var id = ctx.pathParam("id");
        var now = moment.now();
        inForce(id, now);
        var shown = change(RuleChanges.withdraw(id, OnRecord.actor(ctx), now), id);
        ctx.status(shown.isPresent() ? 200 : 202);
        Json.write(ctx, Answers.object().put("id", id));
    }

    /** Puts a change on record; the version it made, or nothing if that does not show yet. */
    private Optional<RegistryVersion> change(Event event, String id) {
        var eventId = record.put(event);
        return record.isVisible(() -> version(id, eventId).isPresent()) ? version(id, eventId) : Optional.empty();
    }

    private Optional<RegistryVersion> version(String id, String eventId) {
        return registry.entry(KIND, id).flatMap(entry -> entry.versions().stream()
                .filter(version -> version.eventId().equals(eventId))
                .findFirst());
    }

    private List<RegistryEntry> entries() {
        return registry.entries(KIND, null, ENTRIES_MAX);
    }

    private Rule inForce(String id, Instant at) {
        return find(id, at).orElseThrow(() -> Problem.NOT_FOUND.because("no rule " + Shown.of(id) + " is in force"));
    }

    private Optional<Rule> find(String id, Instant at) {
        return catalogue.inForce(entries(), at).stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst();
    }

    /** The body is the rule file itself, or JSON with the file as the text {@code sigma}. */
    private static String sigma(Context ctx) {
        var body = ctx.body();
        if (body.stripLeading().startsWith("{")) {
            try {
                JsonNode json = RecordJson.MAPPER.readTree(body);
                if (json.path(SIGMA).isTextual()) {
                    return json.get(SIGMA).textValue();
                }
            } catch (JsonProcessingException notJson) {
                return body;
            }
        }
        return body;
    }

    private static ObjectNode summary(Rule rule) {
        var answer = Answers.object()
                .put("id", rule.id())
                .put("title", rule.title())
                .put("level", rule.level())
                .put("version", rule.version())
                .put("origin", rule.live() ? "live" : "shipped");
        if (rule.author() != null) {
            answer.put("author", rule.author());
        }
        var tags = answer.putArray("tags");
        rule.tags().forEach(tags::add);
        return answer;
    }

    private static ObjectNode whole(Rule rule) {
        return summary(rule).put(SIGMA, rule.sigma());
    }
}
