package dev.recount.query.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;

/**
 * A registry entry as it is shown: the declaration that holds now, field by field as it was declared, then its history.
 */
public final class RegistryAnswer {

    private RegistryAnswer() {}

    /** {@code entry} as of {@code at}; an entry that does not hold then has only its id and its history. */
    public static ObjectNode of(RegistryEntry entry, Instant at) {
        var answer = RecordJson.MAPPER.createObjectNode();
        entry.asOf(at).ifPresent(version -> {
            answer.setAll(body(version));
            validity(version, answer);
            answer.set("body", body(version));
        });
        // A principal's own kind is in the body; here stands the entry's.
        answer.put("kind", entry.kind()).put("id", entry.id());
        var history = answer.putArray("history");
        entry.versions().forEach(version -> history.add(version(version)));
        return answer;
    }

    private static ObjectNode version(RegistryVersion version) {
        var shown = RecordJson.MAPPER.createObjectNode().put("event_id", version.eventId());
        validity(version, shown);
        if (version.withdrawn()) {
            shown.put("withdrawn", true);
        }
        shown.set("body", body(version));
        return shown;
    }

    private static void validity(RegistryVersion version, ObjectNode shown) {
        if (version.validFrom() != null) {
            shown.put("valid_from", Micros.text(version.validFrom()));
        }
        if (version.validTo() != null) {
            shown.put("valid_to", Micros.text(version.validTo()));
        }
        shown.put("entered_at", Micros.text(version.enteredAt()));
    }

    private static ObjectNode body(RegistryVersion version) {
        if (version.body() == null) {
            return RecordJson.MAPPER.createObjectNode();
        }
        try {
            return RecordJson.MAPPER.readTree(version.body().text()) instanceof ObjectNode object
                    ? object
                    : RecordJson.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a registry body is canonical JSON", e);
        }
    }
}
