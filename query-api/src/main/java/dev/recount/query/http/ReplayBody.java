package dev.recount.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Micros;
import dev.recount.query.replay.ReplayRequest;
import dev.recount.query.replay.ReplayRequest.RuleFile;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import dev.recount.streams.replay.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code {rules?, from?, to?}}: rules are Sigma files, each a text or {@code {name, sigma}}. */
final class ReplayBody {

    private static final List<String> FIELDS = List.of("rules", "from", "to");

    private ReplayBody() {}

    static ReplayRequest read(JsonNode body, Instant now) {
        if (!body.isObject()) {
            throw wrong("", "expected an object");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw wrong("/" + Shown.of(name), "unknown field (expected: " + String.join(", ", FIELDS) + ")");
            }
        });
        var from = time(body, "from");
        var to = time(body, "to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong("/to", "expected a time after from");
        }
        return new ReplayRequest(rules(body.path("rules")), new TimeRange(from, to), now);
    }

    private static @Nullable Instant time(JsonNode body, String field) {
        var value = body.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        var time = value.isTextual() ? Micros.parse(value.textValue()) : null;
        if (time == null) {
            throw wrong("/" + field, Shown.of(value.asText()) + " (expected: an RFC 3339 time)");
        }
        return time;
    }

    private static List<RuleFile> rules(JsonNode rules) {
        if (rules.isMissingNode() || rules.isNull()) {
            return List.of();
        }
        if (!rules.isArray() || rules.isEmpty()) {
            throw wrong("/rules", "expected a list of Sigma files, or nothing for the rules in force");
        }
        List<RuleFile> files = new ArrayList<>();
        for (JsonNode rule : rules) {
            files.add(file(rule, files.size()));
        }
        return files;
    }

    private static RuleFile file(JsonNode rule, int place) {
        var usual = "rules/" + place;
        if (rule.isTextual()) {
            return new RuleFile(usual, rule.textValue());
        }
        if (!rule.path("sigma").isTextual()) {
            throw wrong("/rules/" + place, "expected a Sigma file as text, or {\"name\", \"sigma\"}");
        }
        return new RuleFile(rule.path("name").asText(usual), rule.get("sigma").textValue());
    }

    private static ProblemException wrong(String pointer, String detail) {
        return Problem.invalidBody(List.of(new FieldError(pointer, detail)));
    }
}
