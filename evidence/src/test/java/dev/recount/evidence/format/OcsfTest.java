package dev.recount.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
    void time_is_the_time_of_the_event_and_a_destruction_is_a_delete() throws Exception {
        var destroy = new Action("a", null, "volumeDelete", Verb.DESTROY, null, null, null, null, null, null);
        var line = ocsf(TestEvents.EVERYTHING.toBuilder().action(destroy).build());
        assertThat(line.path("time").asLong())
                .isEqualTo(TestEvents.EVERYTHING.occurredAt().toEpochMilli());
        assertThat(line.path("type_uid").asLong()).isEqualTo(600_304);
        assertThat(line.at("/api/operation").asText()).isEqualTo("volumeDelete");
    }
}
