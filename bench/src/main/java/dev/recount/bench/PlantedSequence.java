package dev.recount.bench;

import dev.recount.codec.Micros;
import java.time.Instant;

/** A credential found and then used for something else: the least that SEQ-01 speaks about. */
final class PlantedSequence {

    private PlantedSequence() {}

    /** The sighting that makes the credential a found one. */
    static String found(String session) {
        return event(session, "discovered", "{\"kind\":\"file\",\"path\":\"/srv/other/.env\",\"in_task_scope\":false}");
    }

    /** The use that completes the sequence. */
    static String used(String session) {
        return event(session, "used", "null");
    }

    private static String event(String session, String phase, String location) {
        return """
                {"id":"%1$s-%2$s","type":"credential","phase":"%2$s","occurred_at":"%4$s",\
                "session":{"id":"%1$s"},"actor":{"id":"agent:bench","kind":"agent"},\
                "action":{"operation":"volumeDelete","verb":"destroy"},\
                "credential":{"fingerprint":"fp_%1$s","kind":"bearer","custody":"found","location":%3$s}}
                """.formatted(session, phase, location, Micros.text(Instant.now()));
    }
}
