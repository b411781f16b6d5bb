package dev.recount.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.recount.codec.FieldProblem;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Answers {@code {accepted, duplicates, rejected:[{index, id, detail, pointer}], warnings:[…]}} with one line for each item
 * that is not simply recorded. All items malformed is a 400, none taken by the log a 429 or 503.
 */
final class Answers {

    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    static void write(Context ctx, Intake.Result result) {
        requireTaken(result.outcomes());
        requireReadable(result.items());
        ctx.contentType("application/json").result(json(result));
    }

    /**
     * @throws ProblemException 429 or 503 when the log took none of the good items
     */
    static void requireTaken(List<Outcome> outcomes) {
        boolean taken =
                outcomes.stream().anyMatch(o -> o instanceof Outcome.Accepted || o instanceof Outcome.Duplicate);
        var lost = outcomes.stream().filter(Outcome.NotTaken.class::isInstance).findFirst();
        if (lost.isPresent() && !taken) {
            throw ((Outcome.NotTaken) lost.get()).saturated()
                    ? Problem.TOO_MANY_REQUESTS.because("the log is busy; nothing of this request is recorded")
                    : Problem.UNAVAILABLE.because(
                            "the log cannot be written, and /readyz says why; nothing of this request is recorded");
        }
    }

    private static void requireReadable(List<Item> items) {
        boolean allMalformed = items.stream().allMatch(item -> item instanceof Item.Wrong wrong && wrong.malformed());
        if (allMalformed && !items.isEmpty()) {
            var first = ((Item.Wrong) items.get(0)).rejection();
            throw Problem.invalidBody(List.of(new FieldError("", first.detail())));
        }
    }

    private static String json(Intake.Result result) {
        var text = new StringWriter(64);
        try (var out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("accepted", count(result, Outcome.Accepted.class));
            out.writeNumberField("duplicates", count(result, Outcome.Duplicate.class));
            out.writeArrayFieldStart("rejected");
            for (int i = 0; i < result.outcomes().size(); i++) {
                rejected(i, result.outcomes().get(i), out);
            }
            out.writeEndArray();
            warnings(result.items(), out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static long count(Intake.Result result, Class<? extends Outcome> kind) {
        return result.outcomes().stream().filter(kind::isInstance).count();
    }

    private static void rejected(int index, Outcome outcome, JsonGenerator out) throws IOException {
        if (outcome instanceof Outcome.Refused refused) {
            line(index, refused.id(), refused.pointer(), refused.detail(), out);
        } else if (outcome instanceof Outcome.NotTaken) {
            line(index, null, "", "not recorded: the log did not take it; send this item again", out);
        }
    }

    private static void warnings(List<Item> items, JsonGenerator out) throws IOException {
        if (items.stream()
                .noneMatch(item ->
                        item instanceof Item.Ready ready && !ready.warnings().isEmpty())) {
            return;
        }
        out.writeArrayFieldStart("warnings");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Item.Ready ready) {
                for (FieldProblem warning : ready.warnings()) {
                    line(i, ready.envelopes().get(0).id(), warning.pointer(), warning.detail(), out);
                }
            }
        }
        out.writeEndArray();
    }

    private static void line(
            int index, @org.jspecify.annotations.Nullable String id, String pointer, String detail, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", index);
        if (id != null) {
            out.writeStringField("id", id);
        }
        out.writeStringField("detail", detail);
        out.writeStringField("pointer", pointer);
        out.writeEndObject();
    }
}
