package dev.recount.query.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.FieldProblem;
import dev.recount.codec.Micros;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.ResourceEntry;
import java.time.DateTimeException;
import java.time.Period;
import java.util.List;

/**
 * What a declaration may say beyond the types of its fields. A word that detection does not know would be taken without a
 * complaint and mean nothing, just where somebody relies on it.
 */
final class EntryWords {

    private static final List<String> ROLES = List.of("primary", "backup", "replica");
    private static final List<String> LABELS = List.of("public", "internal", "confidential", "secret");
    private static final List<String> TRUSTS = List.of("internal", "partner", "external");

    private EntryWords() {}

    /** Adds what is wrong with the {@code fields} of an entry, by JSON pointer. */
    static void check(RegistryKind kind, JsonNode fields, List<FieldProblem> problems) {
        switch (kind) {
            case RESOURCES -> {
                oneOf(ROLES, "role", fields, problems);
                oneOf(LABELS, "label", fields, problems);
                undo(fields.path("undo"), problems);
            }
            case DESTINATIONS -> oneOf(TRUSTS, "trust", fields, problems);
            case CREDENTIALS -> period("cadence", fields, problems);
            case FREEZES -> order(fields, problems);
            default -> {}
        }
    }

    private static void oneOf(List<String> words, String field, JsonNode fields, List<FieldProblem> problems) {
        var given = fields.path(field);
        if (given.isTextual() && !words.contains(given.textValue())) {
            problems.add(new FieldProblem("/" + field, given.textValue() + " (expected: one of " + words + ")"));
        }
    }

    /** A word that is misspelt would make what cannot be undone look as if it could. */
    private static void undo(JsonNode undo, List<FieldProblem> problems) {
        undo.properties().forEach(path -> {
            var given = path.getValue();
            if (given.isTextual() && !ResourceEntry.isUndo(given.textValue())) {
                problems.add(
                        new FieldProblem(
                                "/undo/" + path.getKey(),
                                given.textValue()
                                        + " (expected: irreversible, reversible, undo_window, unknown, or for how long, such as PT48H or P7D)"));
            }
        });
    }

    private static void period(String field, JsonNode fields, List<FieldProblem> problems) {
        var given = fields.path(field);
        try {
            if (given.isTextual()) {
                var unused = Period.parse(given.textValue());
            }
        } catch (DateTimeException e) {
            problems.add(new FieldProblem(
                    "/" + field, given.textValue() + " (expected: a period of days or longer such as P1D or P1M)"));
        }
    }

    private static void order(JsonNode fields, List<FieldProblem> problems) {
        var start = Micros.parse(fields.path("start").asText());
        var end = Micros.parse(fields.path("end").asText());
        if (start != null && end != null && !start.isBefore(end)) {
            problems.add(new FieldProblem("/end", "not after start"));
        }
    }
}
