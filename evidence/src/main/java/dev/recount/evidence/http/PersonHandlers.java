package dev.recount.evidence.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Verb;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Who a pseudonym stands for, and how that is forgotten for ever. Names come in bodies, never in an address. */
final class PersonHandlers {

    static final QueryParams NONE = QueryParams.accepting();

    private final KeptPersons persons;
    private final Supplier<List<LegalHold>> holds;
    private final Acts acts;
    private final Clock clock;
    private final Object erasing = new Object();

    PersonHandlers(KeptPersons persons, Supplier<List<LegalHold>> holds, Acts acts, Clock clock) {
        this.persons = persons;
        this.holds = holds;
        this.acts = acts;
        this.clock = clock;
    }

    void erase(Context ctx) throws IOException {
        NONE.of(ctx);
        var body = Body.of(ctx, Set.of("person", "why"));
        var named = body.get("person").asText();
        // Between the look at the holds and the erasure there must be no other erasure, which would be asked twice.
        synchronized (erasing) {
            var kept = persons.find(named);
            CheckpointHandlers.json(
                    ctx, kept.isPresent() ? erase(ctx, body, kept.get()) : erased(named, erasedBefore(named)));
        }
    }

    private Instant erasedBefore(String pseudonym) {
        return persons.erasedAt(pseudonym)
                .orElseThrow(
                        () -> Problem.NOT_FOUND.because("nobody of that name is kept (expected: a pseudonym, person:"
                                + " and 32 digits, or an identity; persons are kept when persons.protect is set)"));
    }

    private ObjectNode erase(Context ctx, JsonNode body, String pseudonym) throws IOException {
        var inForce = holds.get();
        inForce.stream()
                .filter(hold -> hold.holds(pseudonym, persons))
                .findFirst()
                .ifPresent(hold -> {
                    throw Problem.CONFLICT.because("the legal hold " + hold.name() + " keeps this person's data"
                            + (hold.reason().isEmpty() ? "" : ": " + hold.reason()));
                });
        requireClear(inForce);
        acts.put(ctx, act("recount.erase", Verb.PURGE, "erased a person", asked(pseudonym, body), pseudonym));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!persons.erase(pseudonym, now)) {
            throw new IllegalStateException(pseudonym + " was kept and is not");
        }
        return erased(pseudonym, now);
    }

    /** A hold on a name that nobody is kept by may be a hold on this person. */
    private void requireClear(List<LegalHold> inForce) {
        for (LegalHold hold : inForce) {
            var unknown = hold.unknown(persons);
            if (!unknown.isEmpty()) {
                throw Problem.CONFLICT.because("the legal hold " + hold.name() + " names " + String.join(", ", unknown)
                        + ", and nobody is kept by that name, so it may mean this person (expected in the hold: user:NAME,"
                        + " an e-mail address, a pseudonym, the id of a human on record, or * for everybody)");
            }
        }
    }

    private static ObjectNode asked(String pseudonym, JsonNode body) {
        return RecordJson.MAPPER
                .createObjectNode()
                .put("person", pseudonym)
                .put("why", body.get("why").asText());
    }

    private static ObjectNode erased(String pseudonym, Instant at) {
        return RecordJson.MAPPER.createObjectNode().put("person", pseudonym).put("erased_at", Micros.text(at));
    }

    void reveal(Context ctx) {
        NONE.of(ctx);
        var body = Body.of(ctx, Set.of("text", "why"));
        var text = body.get("text").asText();
        // What is put on record is what was asked, which holds pseudonyms; not the answer.
        var asked = RecordJson.MAPPER
                .createObjectNode()
                .put("text", text)
                .put("why", body.get("why").asText());
        acts.put(ctx, act("recount.reveal", Verb.READ, "asked who is behind pseudonyms", asked, "persons"));
        CheckpointHandlers.json(ctx, RecordJson.MAPPER.createObjectNode().put("text", persons.reveal(text)));
    }

    void find(Context ctx) {
        NONE.of(ctx);
        var body = Body.of(ctx, Set.of("identity", "why"));
        var found = persons.find(body.get("identity").asText());
        // What is put on record is who was found; an identity that is not kept would stand there in clear.
        var asked = asked(found.orElse("nobody"), body);
        acts.put(ctx, act("recount.find", Verb.READ, "asked for a pseudonym", asked, found.orElse("persons")));
        var pseudonym = found.orElseThrow(() -> Problem.NOT_FOUND.because("nobody of that name is kept"));
        CheckpointHandlers.json(ctx, RecordJson.MAPPER.createObjectNode().put("person", pseudonym));
    }

    private static Acts.Act act(String operation, Verb verb, String does, ObjectNode asked, String person) {
        return new Acts.Act(operation, verb, does, asked, "recount:" + person, "person");
    }
}
