package dev.recount.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Session;
import dev.recount.event.TestEvents;
import dev.recount.event.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as OCSF, held against the schema files of release 1.8.0 that lie beside the repository. */
@Tag("real-data")
class OcsfTest {

    static Path schema() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var folder = at.resolve("shared/data/ocsf-schema/1.8.0");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail("shared/data/ocsf-schema is missing, and CI must not leave its tests out");
        }
        assumeThat(false)
                .as("shared/data/ocsf-schema is beside this repository")
                .isTrue();
        throw new AssertionError("unreachable");
    }

    private static ObjectNode ocsf(Event event) throws Exception {
        return ocsf(OcsfRelease.V1_8_0, event);
    }

    private static ObjectNode ocsf(OcsfRelease release, Event event) throws Exception {
        return (ObjectNode) RecordJson.MAPPER.readTree(new Ocsf(release)
                .line(new SealedRecord(7, RecordJson.of(Event.class).canonical(event))));
    }

    private static List<Event> everyKind() {
        var events = new ArrayList<>(List.of(TestEvents.EVERYTHING, TestEvents.BARE));
        for (EventType type : EventType.values()) {
            Phase.of(type).forEach(phase -> {
                events.add(TestEvents.BARE.toBuilder().type(type).phase(phase).build());
                events.add(TestEvents.EVERYTHING.toBuilder()
                        .type(type)
                        .phase(phase)
                        .build());
            });
        }
        for (Verb verb : Verb.values()) {
            var action = new Action("a", null, null, verb, null, null, null, null, null, null);
            events.add(TestEvents.EVERYTHING.toBuilder().action(action).build());
        }
        return events;
    }

    @Test
    void an_event_of_every_kind_is_valid() throws Exception {
        var validator = new OcsfValidator(schema());
        for (Event event : everyKind()) {
            var line = ocsf(event);
            assertThat(validator.errors(line, "api_activity"))
                    .as(line.toString())
                    .isEmpty();
        }
    }

    @Test
    void an_event_of_every_kind_is_valid_in_the_coming_release_too() throws Exception {
        var validator = new OcsfValidator(schema())
                .with(schema().resolveSibling("preview-1.9.0-dev"), Map.of("ai_agent", "ai_agent"));
        for (Event event : everyKind()) {
            var line = ocsf(OcsfRelease.V1_9_PREVIEW, event);
            assertThat(validator.errors(line, "api_activity"))
                    .as(line.toString())
                    .isEmpty();
        }
        var odd = ocsf(OcsfRelease.V1_9_PREVIEW, agent());
        ((ObjectNode) odd.get("ai_agent")).put("type_id", 7);
        assertThat(validator.errors(odd, "api_activity")).hasSize(1);
    }

    @Test
    void the_coming_release_has_a_place_for_the_agent_its_session_and_its_model() throws Exception {
        var line = ocsf(OcsfRelease.V1_9_PREVIEW, agent());
        assertThat(line.at("/metadata/version").asText()).isEqualTo("1.9.0-dev");
        assertThat(line.at("/ai_agent/uid").asText()).isEqualTo("agent:a");
        assertThat(line.at("/ai_agent/instance_uid").asText()).isEqualTo("s-1");
        assertThat(line.at("/ai_agent/ai_model/ai_provider").asText()).isEqualTo("Anthropic");
        assertThat(line.has("ai_model")).isFalse();
        assertThat(line.at("/unmapped/ai_agent").isMissingNode()).isTrue();
    }

    private static Event agent() {
        return TestEvents.BARE.toBuilder()
                .actor(new Actor("agent:a", ActorKind.AGENT, "a", "claude-x", null))
                .session(new Session("s-1", 1L, null, null, null))
                .build();
    }

    @Test
    void the_validator_finds_what_is_wrong() throws Exception {
        var validator = new OcsfValidator(schema());
        var good = ocsf(TestEvents.EVERYTHING);
        assertThat(validator.errors(good.deepCopy().without("src_endpoint"), "api_activity"))
                .hasSize(1);
        assertThat(validator.errors(good.deepCopy().put("time", "now"), "api_activity"))
                .hasSize(1);
        assertThat(validator.errors(good.deepCopy().put("severity_id", 42), "api_activity"))
                .hasSize(1);
        assertThat(validator.errors(good.deepCopy().put("agent", "x"), "api_activity"))
                .hasSize(1);
        assertThat(validator.errors(good.deepCopy().put("type_uid", 600_301), "api_activity"))
                .isNotEmpty();
        var profileless = good.deepCopy();
        ((ObjectNode) profileless.get("metadata")).remove("profiles");
        assertThat(validator.errors(profileless, "api_activity")).anyMatch(error -> error.contains("ai_model"));
        var nameless = good.deepCopy();
        nameless.set("actor", RecordJson.MAPPER.createObjectNode());
        assertThat(validator.errors(nameless, "api_activity")).hasSize(1);
    }

    @Test
    void where_it_came_from_is_the_address_that_is_known_and_not_the_sensor() throws Exception {
        var line = ocsf(from("203.0.113.9"));
        assertThat(line.path("src_endpoint")).hasToString("{\"ip\":\"203.0.113.9\"}");
        assertThat(ocsf(from("ec2.amazonaws.com")).path("src_endpoint"))
                .hasToString("{\"name\":\"ec2.amazonaws.com\"}");
        assertThat(ocsf(agent()).path("src_endpoint")).hasToString("{\"name\":\"unknown\"}");
        assertThat(ocsf(TestEvents.EVERYTHING).at("/metadata/reporter/name").asText())
                .isEqualTo(TestEvents.EVERYTHING.sensor().name());
    }

    private static Event from(String address) {
        return TestEvents.BARE.toBuilder().label("source_address", address).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::", "::1", "2001:db8::8:1", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1"})
    void an_address_is_told(String text) throws Exception {
        assertThat(OcsfEndpoints.isIp(text)).isTrue();
        assertThat(new OcsfValidator(schema()).errors(ocsf(from(text)), "api_activity"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "256.1.1.1",
                "1.2.3",
                ":",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "g::1",
                "fe80::1%eth0",
                "1.2.3.4:80"
            })
    void what_only_looks_like_an_address_is_none(String text) {
        assertThat(OcsfEndpoints.isIp(text)).isFalse();
    }

    @Test
    void a_human_and_a_principal_are_users_and_an_agent_is_an_application_that_acts_for_one() throws Exception {
        assertThat(actor(new Actor("user:dana", ActorKind.HUMAN, "Dana", null, null)))
                .hasToString("{\"user\":{\"type_id\":1,\"uid\":\"user:dana\",\"name\":\"Dana\"}}");
        assertThat(actor(new Actor("arn:aws:iam::1:role/r", ActorKind.UNKNOWN, null, null, null)))
                .hasToString("{\"user\":{\"type_id\":0,\"uid\":\"arn:aws:iam::1:role/r\"}}");
        assertThat(actor(new Actor("agent:a", ActorKind.AGENT, "a", null, "user:dana")))
                .hasToString("{\"app_uid\":\"agent:a\",\"app_name\":\"a\",\"user\":{\"uid\":\"user:dana\"}}");
    }

    private static JsonNode actor(Actor actor) throws Exception {
        return ocsf(TestEvents.BARE.toBuilder().actor(actor).session(null).build())
                .path("actor");
    }

    @Test
    void an_event_is_as_severe_as_the_worst_alert_that_stands_on_it() throws Exception {
        var evidence = TestEvents.BARE.toBuilder().id("evt-2").build();
        var record = new SealedRecord(7, RecordJson.of(Event.class).canonical(evidence));
        var justified = TestAlerts.EVERYTHING;
        var loud = TestAlerts.loud(justified);
        assertThat(severity(record, List.of(loud))).isEqualTo(4);
        assertThat(severity(record, List.of(justified, TestAlerts.BARE))).isEqualTo(1);
        assertThat(severity(record, List.of(loud.standing(AlertStatus.RETRACTED, List.of()))))
                .isEqualTo(1);
    }

    private static int severity(SealedRecord record, List<Alert> alerts) throws Exception {
        var line = new Ocsf(OcsfRelease.V1_8_0).beside(alerts).line(record);
        return RecordJson.MAPPER.readTree(line).path("severity_id").asInt();
    }

    /** Every value of a record is somewhere in its line. */
    @Test
    void nothing_is_dropped() throws Exception {
        for (Event event : everyKind()) {
            var line = new TreeSet<String>();
            values(ocsf(event), line);
            var record = new TreeSet<String>();
            values(RecordJson.MAPPER.readTree(RecordJson.of(Event.class).canonical(event)), record);
            assertThat(line).containsAll(record);
        }
    }

    private static void values(JsonNode node, Set<String> into) {
        if (node.isValueNode()) {
            into.add(node.asText());
        }
        node.forEach(inner -> values(inner, into));
        if (node.path("raw_data").isTextual()) {
            try {
                values(RecordJson.MAPPER.readTree(node.get("raw_data").asText()), into);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void time_is_the_time_of_the_event_and_a_destruction_is_a_delete() throws Exception {
        var destroy = new Action("a", null, "volumeDelete", Verb.DESTROY, null, null, null, null, null, null);
        var line = ocsf(TestEvents.EVERYTHING.toBuilder().action(destroy).build());
        assertThat(line.path("time").asLong())
                .isEqualTo(TestEvents.EVERYTHING.occurredAt().toEpochMilli());
        assertThat(line.path("type_uid").asLong()).isEqualTo(600_304);
        assertThat(line.at("/api/operation").asText()).isEqualTo("volumeDelete");
    }
}
