package dev.recount.evidence.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.format.EventFormat;
import dev.recount.evidence.format.EventFormats;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An export that somebody asked for.
 *
 * @param format of the events
 * @param selection which events
 * @param why the reason given; may be empty
 */
public record ExportRequest(EventFormat format, Selection selection, String why) {

    private static final int WHY_MAX = 1_000;

    /** Subjects whose ids may name a person. */
    private static final Set<String> NAMING = Set.of("actor", "credential", "resource");

    /**
     * Something wrong with a request.
     *
     * @param pointer JSON Pointer
     * @param detail what was expected
     */
    public record Fault(String pointer, String detail) {}

    /** What is wrong with a body; nothing if {@link #of} can read it. */
    public static List<Fault> faults(JsonNode body) {
        var faults = new ArrayList<Fault>();
        if (!body.isObject()) {
            return List.of(new Fault("", "expected: a JSON object"));
        }
        Set<String> known = new TreeSet<>(Selection.KINDS);
        known.addAll(List.of("format", "from", "to", "why"));
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(new Fault("/" + name, "unknown (expected: one of " + String.join(", ", known) + ")"));
            } else if (!body.get(name).isTextual() || body.get(name).asText().isEmpty()) {
                faults.add(new Fault("/" + name, "expected: text"));
            }
        });
        if (EventFormats.named(body.path("format").asText()).isEmpty()) {
            faults.add(new Fault("/format", "expected: one of " + String.join(", ", EventFormats.names())));
        }
        if (Selection.KINDS.stream().filter(body::has).count() > 1) {
            faults.add(new Fault("", "expected: at most one of " + String.join(", ", Selection.KINDS)));
        }
        for (String name : List.of("from", "to")) {
            if (body.has(name) && Micros.parse(body.get(name).asText()) == null) {
                faults.add(new Fault("/" + name, "expected: an RFC 3339 time such as 2026-04-24T16:41:07Z"));
            }
        }
        if (faults.isEmpty() && isBackwards(time(body, "from"), time(body, "to"))) {
            faults.add(new Fault("/to", "expected: a time after from"));
        }
        if (body.path("why").asText().length() > WHY_MAX) {
            faults.add(new Fault("/why", "expected: " + WHY_MAX + " characters at most"));
        }
        return faults;
    }

    /** Reads a body that has no {@linkplain #faults faults}. */
    public static ExportRequest of(JsonNode body) {
        var subject = Selection.KINDS.stream()
                .filter(body::has)
                .findFirst()
                .map(kind -> new Selection.Subject(kind, body.get(kind).asText()));
        var format = EventFormats.named(body.path("format").asText()).orElseThrow();
        return new ExportRequest(
                format,
                new Selection(subject, time(body, "from"), time(body, "to")),
                body.path("why").asText());
    }

    private static boolean isBackwards(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent() && !from.get().isBefore(to.get());
    }

    private static Optional<Instant> time(JsonNode body, String name) {
        return Optional.ofNullable(Micros.parse(body.path(name).asText()));
    }

    /**
     * The request with its reason and whom it names as they stand in the log. Ids of sessions and incidents stay: the log never
     * changes them either.
     *
     * @throws IOException when a person cannot be kept under a pseudonym
     */
    public ExportRequest protectedBy(KeptPersons persons) throws IOException {
        var whose = selection.subject();
        if (whose.isPresent() && NAMING.contains(whose.get().kind())) {
            var id = whose.get().id();
            var found = persons.find(id);
            var known = found.isPresent() ? found.get() : persons.protect(id);
            whose = Optional.of(new Selection.Subject(whose.get().kind(), known));
        }
        return new ExportRequest(format, new Selection(whose, selection.from(), selection.to()), persons.protect(why));
    }

    /** The request as its body. */
    public ObjectNode json() {
        var json = selection.json().put("format", format.name());
        return why.isEmpty() ? json : json.put("why", why);
    }
}
