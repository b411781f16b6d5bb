package dev.recount.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.access.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recount's own words are out of the way of who does not ask for them, and nothing can hide among them. */
class EventFilterTest {

    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00.123Z");
    private static final Event STEP = recorded(Canary.step(1, T0));

    private static Event recorded(Event event) {
        return event.toBuilder()
                .observedAt(T0.plusMillis(5))
                .recordedAt(T0.plusMillis(5))
                .build();
    }

    private static boolean isShown(Event event, Optional<String> resource, Optional<String> tool) {
        Optional<String> any = Optional.empty();
        return new EventFilter(
                        any, any, any, resource, any, Set.of(), any, tool, Set.of(), any, Set.of(), Optional.empty())
                .test(event, ids -> Map.of());
    }

    private static boolean isShown(Event event) {
        return isShown(event, Optional.empty(), Optional.empty());
    }

    private static Event receipt(Phase phase) {
        return Canary.event(EventType.RECORDER, T0)
                .phase(phase)
                .action(new Action(Canary.id(T0), Canary.NAME, "any", null, null, null, null, null, null, null))
                .build();
    }

    @Test
    void the_canary_is_only_found_by_who_asks_for_it() {
        assertThat(Stream.of(STEP, recorded(Canary.step(2, T0)), receipt(Phase.HEARTBEAT)))
                .noneMatch(EventFilterTest::isShown)
                .allMatch(event -> isShown(event, Optional.empty(), Optional.of("Recount-Canary")));
        assertThat(isShown(STEP, Optional.of("recount:canary"), Optional.empty()))
                .isTrue();
    }

    @Test
    void a_canary_that_was_lost_is_shown_to_everybody() {
        assertThat(isShown(receipt(Phase.GAP))).isTrue();
    }

    @Test
    void what_only_speaks_like_the_canary_is_shown() {
        var crime = Event.of(EventType.ACTION)
                .occurredAt(T0)
                .sensor(new Sensor(SensorKind.RECORDER, "x", null))
                .action(new Action(null, Canary.NAME, "dump", Verb.READ, "read all", null, null, null, null, null))
                .resource(new Resource("db:customers", "database", null, null, null))
                .build();

        assertThat(isShown(crime)).isTrue();
        assertThat(isShown(crime, Optional.of("db:customers"), Optional.empty()))
                .isTrue();
    }

    @Test
    void a_forged_step_that_says_anything_of_its_own_is_shown() {
        var other = new Resource("db:customers", "database", null, null, null);
        assertThat(Stream.of(
                        STEP.toBuilder().id("another").build(),
                        STEP.toBuilder().resource(other).build(),
                        STEP.toBuilder()
                                .session(new Session("s1", 1L, null, null, null))
                                .build(),
                        STEP.toBuilder()
                                .session(new Session(STEP.sessionId(), 3L, null, null, null))
                                .build(),
                        STEP.toBuilder().label("note", "loot").build(),
                        STEP.toBuilder().correlationId("c1").build(),
                        STEP.toBuilder().actor(null).build(),
                        STEP.toBuilder().phase(Phase.DENIED).build(),
                        STEP.toBuilder().occurredAt(T0.plusSeconds(1)).build()))
                .allMatch(EventFilterTest::isShown);
    }

    @Test
    void only_what_is_a_read_of_evidence_in_every_field_is_out_of_the_way() {
        var question = new AccessEvents.Question("/v1/events/{id}", "/v1/events/e1", null, "127.0.0.1");
        var read = AccessEvents.read(new Caller("dana", Role.RESPONDER), question, T0);
        assertThat(isShown(read)).isFalse();

        var resource = read.resource();
        var sensor = new Sensor(SensorKind.AGENT_HOOK, AccessEvents.TOOL, null);
        assertThat(Stream.of(
                        read.toBuilder()
                                .resource(new Resource("db:customers", resource.kind(), null, null, null))
                                .build(),
                        read.toBuilder()
                                .resource(new Resource(resource.id(), "database", null, null, null))
                                .build(),
                        read.toBuilder().resource(null).build(),
                        read.toBuilder().sensor(sensor).build(),
                        read.toBuilder().type(EventType.EFFECT).build(),
                        read.toBuilder()
                                .session(new Session("s1", 1L, null, null, null))
                                .build()))
                .allMatch(EventFilterTest::isShown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c \"drop table", "users\"\nrm", "C:\\tmp", "5432", "TRUE", "prüfung", "of the base"})
    void text_is_found_in_arguments_as_it_was_said(String text) {
        assertThat(isFound(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "\\n", "null", "\",\"", "{"})
    void neither_names_of_arguments_nor_the_writing_of_json_are_text(String text) {
        assertThat(isFound(text)).isFalse();
    }

    private static boolean isFound(String text) {
        var arguments = new Json("{\"command\":\"psql -c \\\"DROP TABLE users\\\"\\nrm C:\\\\tmp\","
                + "\"list\":[{\"port\":5432,\"force\":true,\"none\":null},\"Pr\\u00fcfung\"]}");
        var event = Event.of(EventType.ACTION)
                .action(new Action(null, "Bash", null, null, "Of the base", arguments, null, null, null, null))
                .build();
        Optional<String> any = Optional.empty();
        return new EventFilter(any, any, any, any, any, Set.of(), any, any, Set.of(), any, Set.of(), Optional.of(text))
                .test(event, ids -> Map.of());
    }
}
