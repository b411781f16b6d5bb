package dev.recount.bench;

import dev.recount.codec.Micros;
import java.time.Instant;

/** A credential found and then used for something else: the least that SEQ-01 speaks about. */
public final class PlantedSequence {

    private PlantedSequence() {}

    /** The sighting that makes the credential a found one. */
    public static String found(String session) {
        return found(session, "");
    }

    /** The use that completes the sequence. */
    public static String used(String session) {
        return used(session, "");
    }

    /** The sighting of one credential among several of a session. */
    public static String found(String session, String credential) {
        var location = "{\"kind\":\"file\",\"path\":\"/srv/other/.env\",\"in_task_scope\":false}";
        return event(session, credential, "discovered", location);
    }

    /** The use of one credential among several of a session. */
    public static String used(String session, String credential) {
        return event(session, credential, "used", "null");
    }

    private static String event(String session, String credential, String phase, String location) {
        return """
                {"id":"%1$s-%5$s-%2$s","type":"credential","phase":"%2$s","occurred_at":"%4$s",\
                "session":{"id":"%1$s"},"actor":{"id":"agent:bench","kind":"agent"},\
                "action":{"operation":"volumeDelete","verb":"destroy"},\
                "credential":{"fingerprint":"fp_%1$s%5$s","kind":"bearer","custody":"found","location":%3$s}}
                """.formatted(session, phase, location, Micros.text(Instant.now()), credential);
    }
}
