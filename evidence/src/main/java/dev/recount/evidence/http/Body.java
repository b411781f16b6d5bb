package dev.recount.evidence.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Set;

/** The body of a request that is an object of texts. */
final class Body {

    private static final int TEXT_MAX = 65_536;

    private Body() {}

    /** The body, which has these members, each of them text, and no other. */
    static JsonNode of(Context ctx, Set<String> members) {
        JsonNode body;
        try {
            body = RecordJson.MAPPER.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            // The parser's message quotes the input, which may name somebody.
            throw Problem.INVALID_BODY.because("the body is not JSON (expected: an object with " + members + ")");
        }
        var faults = new ArrayList<FieldError>();
        members.stream().sorted().forEach(name -> {
            var value = body.path(name);
            if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > TEXT_MAX) {
                faults.add(new FieldError("/" + name, "expected: text of 1.." + TEXT_MAX + " characters"));
            }
        });
        body.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                faults.add(new FieldError("", "a member that is not known (expected: " + members + ")"));
            }
        });
        if (!faults.isEmpty()) {
            throw Problem.invalidBody(faults);
        }
        return body;
    }
}
