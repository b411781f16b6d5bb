package dev.recount.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Three copies of one thing, destroyed one after the other by sessions that know nothing of each other. */
class RecoveryLeftTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");

    private static final List<Event> COPIES =
            List.of(copy("vol:shop", "primary"), copy("rep:shop", "replica"), copy("bak:shop", "backup"));

    @Test
    void names_the_copies_that_are_left() {
        assertThat(recoveryLeft(destroyed("s1", "vol:shop", 1)))
                .isEqualTo("Registered copies that are left: bak:shop, rep:shop");
    }

    @Test
    void names_none_that_another_session_destroyed() {
        assertThat(recoveryLeft(destroyed("s1", "vol:shop", 1), destroyed("s2", "rep:shop", 60)))
                .isEqualTo("Registered copies that are left: bak:shop");
    }

    @Test
    void names_none_that_the_same_session_destroyed_later() {
        assertThat(recoveryLeft(destroyed("s1", "vol:shop", 1), destroyed("s1", "rep:shop", 60)))
                .isEqualTo("Registered copies that are left: bak:shop");
    }

    @Test
    void says_that_nothing_is_left_when_every_copy_is_gone() {
        assertThat(recoveryLeft(
                        destroyed("s1", "vol:shop", 1),
                        destroyed("s2", "rep:shop", 60),
                        destroyed("s3", "bak:shop", 120)))
                .isEqualTo("No registered copy is left; lost with it: bak:shop, rep:shop");
    }

    @Test
    void an_attempt_that_failed_takes_nothing_away() {
        assertThat(recoveryLeft(destroyed("s1", "vol:shop", 1), destruction("failed", "s2", "rep:shop", 60)))
                .isEqualTo("Registered copies that are left: bak:shop, rep:shop");
    }

    @Test
    void what_was_asked_for_and_refused_is_left_and_the_incident_says_that_it_was_refused() {
        var incident =
                incident(1, destruction("requested", "s1", "vol:shop", 1), destruction("denied", "s1", "vol:shop", 5));

        assertThat(incident.title()).isEqualTo("agent:s1 was kept from destroying volume vol:shop in production");
        assertThat(incident.irreversible()).isFalse();
        assertThat(incident.severity()).isEqualTo(Level.HIGH);
    }

    /** In three orders of arrival, which must agree. */
    private static String recoveryLeft(Event... destructions) {
        List<String> said = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            said.add(String.valueOf(incident(seed, destructions).recoveryLeft()));
        }
        assertThat(said).containsOnly(said.get(0));
        return said.get(0);
    }

    /** The one incident, when everything arrives in an order that {@code seed} decides. */
    private static Incident incident(long seed, Event... destructions) {
        List<Event> events = new ArrayList<>(COPIES);
        events.addAll(List.of(destructions));
        Collections.shuffle(events, new Random(seed));
        var detector = new Detector(RuleFiles.shippedBook());
        detector.acceptAll(events);
        var open = detector.incidents().stream()
                .filter(incident -> incident.status() == IncidentStatus.OPEN)
                .toList();
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private static Event copy(String id, String role) {
        return RecordJson.of(Event.class).read("""
                {"id":"declares %s","type":"control","phase":"reference_changed","occurred_at":"%s","recorded_at":"%s",
                 "reference":{"kind":"resources","id":"%s",
                  "body":{"environment":"production","protection_group":"shop","role":"%s"}}}\
                """.formatted(id, T0, T0, id, role));
    }

    private static Event destroyed(String session, String resource, int seconds) {
        return destruction("succeeded", session, resource, seconds);
    }

    private static Event destruction(String phase, String session, String resource, int seconds) {
        var at = T0.plusSeconds(seconds);
        return RecordJson.of(Event.class)
                .read("""
                {"id":"%s %s %s","type":"action","phase":"%s","occurred_at":"%s","recorded_at":"%s","session":{"id":"%s"},
                 "actor":{"id":"agent:%s","kind":"agent"},"resource":{"id":"%s","kind":"volume"},
                 "action":{"id":"a %s","verb":"destroy","operation":"volumeDelete","reversibility":"irreversible"}}\
                """.formatted(session, resource, phase, phase, at, at, session, session, resource, resource));
    }
}
