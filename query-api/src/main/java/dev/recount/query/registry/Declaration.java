package dev.recount.query.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.FieldProblem;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Json;
import dev.recount.reference.ApprovalEntry;
import dev.recount.reference.AutomationEntry;
import dev.recount.reference.CredentialEntry;
import dev.recount.reference.DestinationEntry;
import dev.recount.reference.FreezeEntry;
import dev.recount.reference.HoldEntry;
import dev.recount.reference.PrincipalEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.ResourceEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody declares about a registry entry: the fields of its kind, side by side with its validity.
 *
 * @param body the declaration, canonical
 * @param validFrom since when; absent when not said
 * @param validTo until when, exclusive; absent when not said
 */
public record Declaration(
        Json body, @Nullable Instant validFrom, @Nullable Instant validTo) {

    /** The kinds that can be declared, and their records; baselines are only ever folded from events. */
    static final Map<RegistryKind, Class<? extends Record>> RECORDS = new EnumMap<>(Map.of(
            RegistryKind.CREDENTIALS, CredentialEntry.class,
            RegistryKind.RESOURCES, ResourceEntry.class,
            RegistryKind.PRINCIPALS, PrincipalEntry.class,
            RegistryKind.AUTOMATIONS, AutomationEntry.class,
            RegistryKind.FREEZES, FreezeEntry.class,
            RegistryKind.DESTINATIONS, DestinationEntry.class,
            RegistryKind.HOLDS, HoldEntry.class,
            RegistryKind.APPROVALS, ApprovalEntry.class));

    /** Whether entries of the kind are declared at all. */
    public static boolean isDeclarable(RegistryKind kind) {
        return RECORDS.containsKey(kind);
    }

    /**
     * Reads a declaration. The entry's kind and id may be in it, and its fields in a {@code body}, as they are in answers.
     *
     * @throws UnreadableRecord with everything that is wrong, by JSON pointer
     */
    public static Declaration read(RegistryKind kind, String id, JsonNode document) {
        if (!(document instanceof ObjectNode object)) {
            throw new UnreadableRecord("", "expected an object with the fields of " + kind.wire());
        }
        var problems = new ArrayList<FieldProblem>();
        var fields = object.deepCopy();
        if (kind.wire().equals(fields.path("kind").textValue())) {
            // A principal has a kind of its own, which is left to the body.
            fields.remove("kind");
        }
        unfold(fields.remove("body"), fields, problems);
        same(fields.remove("id"), "id", id, problems);
        var from = time(fields.remove("valid_from"), "valid_from", problems);
        var to = time(fields.remove("valid_to"), "valid_to", problems);
        if (from != null && to != null && !from.isBefore(to)) {
            problems.add(new FieldProblem("/valid_to", "not after valid_from"));
        }
        EntryWords.check(kind, fields, problems);
        var body = body(kind, fields, problems);
        if (!problems.isEmpty()) {
            throw new UnreadableRecord(problems);
        }
        return new Declaration(body, from, to);
    }

    private static void unfold(@Nullable JsonNode body, ObjectNode fields, List<FieldProblem> problems) {
        if (body instanceof ObjectNode nested) {
            nested.properties().forEach(field -> {
                if (fields.has(field.getKey())) {
                    problems.add(new FieldProblem(
                            "/body/" + field.getKey(), "is given beside the body too (expected: once)"));
                }
                fields.set(field.getKey(), field.getValue());
            });
        } else if (body != null) {
            problems.add(new FieldProblem("/body", "not an object (expected: the fields of the entry)"));
        }
    }

    private static Json body(RegistryKind kind, ObjectNode fields, List<FieldProblem> problems) {
        try {
            return canonical(RECORDS.get(kind), fields.toString());
        } catch (UnreadableRecord e) {
            problems.addAll(e.problems());
            return CanonicalJson.of(fields);
        }
    }

    private static <T extends Record> Json canonical(@Nullable Class<T> type, String json) {
        if (type == null) {
            throw new UnreadableRecord("", "entries of this kind are not declared");
        }
        var form = RecordJson.of(type);
        return new Json(new String(form.canonical(form.read(json)), StandardCharsets.UTF_8));
    }

    private static void same(@Nullable JsonNode given, String field, String wanted, List<FieldProblem> problems) {
        if (given != null && !wanted.equals(given.textValue())) {
            problems.add(new FieldProblem("/" + field, "not what the path says (expected: " + wanted + ")"));
        }
    }

    private static @Nullable Instant time(@Nullable JsonNode given, String field, List<FieldProblem> problems) {
        if (given == null || given.isNull()) {
            return null;
        }
        var time = given.isTextual() ? Micros.parse(given.textValue()) : null;
        if (time == null) {
            problems.add(new FieldProblem("/" + field, "not an RFC 3339 time such as 2026-04-24T16:41:07.120Z"));
        }
        return time;
    }
}
