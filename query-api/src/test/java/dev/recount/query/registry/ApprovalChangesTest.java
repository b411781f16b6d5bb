package dev.recount.query.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.RegistryVersion;
import dev.recount.streams.reference.RegistryFold;
import dev.recount.streams.reference.RegistryKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalChangesTest {

    private static final Instant NOW = Instant.parse("2026-04-24T17:00:00Z");
    private static final Actor CALLER = new Actor("token:engineer", ActorKind.HUMAN, null, null, null);
    private static final String GRANT = """
            {"approver":"user:ops","verbs":["destroy"],"resource":"db:shop","granted_at":"2026-04-24T09:00:00Z"}""";

    @Test
    void is_the_event_of_when_it_was_given_entered_now() {
        var event = event(GRANT, Optional.empty()).orElseThrow();

        assertThat(event.is(EventType.APPROVAL, Phase.GRANTED)).isTrue();
        assertThat(event.occurredAt()).isEqualTo("2026-04-24T09:00:00Z");
        assertThat(event.observedAt()).isEqualTo(NOW);
        assertThat(event.actorId()).isEqualTo("token:engineer");
        assertThat(event.approval().id()).isEqualTo("ap1");
        assertThat(event.approval().approver()).isEqualTo("user:ops");
        assertThat(event.approval().verbs()).containsExactly(Verb.DESTROY);
    }

    @Test
    void is_given_now_by_the_caller_when_nothing_else_is_said() {
        var event = event("{\"resource\":\"db:shop\"}", Optional.empty()).orElseThrow();

        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.approval().approver()).isEqualTo("token:engineer");
    }

    @Test
    void nothing_happens_when_the_same_is_declared_again() {
        assertThat(event(GRANT, Optional.of(known(GRANT)))).isEmpty();
        assertThat(event("{\"resource\":\"db:shop\"}", Optional.of(known(GRANT))))
                .isEmpty();
    }

    @Test
    void taking_it_back_is_an_event_of_its_own() {
        var event = event(GRANT.replace("}", ",\"revoked_at\":\"2026-04-24T12:00:00Z\"}"), Optional.of(known(GRANT)))
                .orElseThrow();

        assertThat(event.phase()).isEqualTo(Phase.REVOKED);
        assertThat(event.occurredAt()).isEqualTo("2026-04-24T12:00:00Z");
    }

    @Test
    void an_edited_approval_holds_from_when_it_was_given_and_is_entered_once() {
        var edited = GRANT.replace("db:shop", "db:orders");
        List<Event> entered = new ArrayList<>();

        apply(GRANT, entered, 1);
        apply(edited, entered, 2);
        apply(edited, entered, 3);
        apply(edited, entered, 4);

        assertThat(entered).hasSize(2);
        assertThat(entered.get(1).occurredAt()).isEqualTo("2026-04-24T09:00:00Z");
        assertThat(entered.get(1).approval().resource()).isEqualTo("db:orders");
        apply(GRANT, entered, 5);
        apply(GRANT, entered, 6);
        assertThat(entered).as("and back again").hasSize(3);
        assertThat(folded(entered).orElseThrow().asOf(Instant.parse("2026-04-24T10:00:00Z")))
                .hasValueSatisfying(version -> assertThat(version.body().text()).contains("db:shop"));
    }

    @Test
    void an_approval_that_was_taken_back_is_edited_once_too() {
        var revoked = GRANT.replace("}", ",\"revoked_at\":\"2026-04-24T12:00:00Z\"}");
        List<Event> entered = new ArrayList<>();

        apply(GRANT, entered, 1);
        apply(revoked, entered, 2);
        apply(revoked.replace("db:shop", "db:orders"), entered, 3);
        apply(revoked.replace("db:shop", "db:orders"), entered, 4);

        assertThat(entered).extracting(Event::phase).containsExactly(Phase.GRANTED, Phase.REVOKED, Phase.REVOKED);
    }

    @Test
    void refuses_a_requester_that_did_not_ask() {
        assertThatThrownBy(() -> event(GRANT.replace("}", ",\"requester\":\"user:dana\"}"), Optional.empty()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("/requester");
    }

    @Test
    void refuses_a_body_that_is_no_object_and_a_field_given_twice() {
        assertThatThrownBy(() -> event("{\"body\":\"db:shop\"}", Optional.empty()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("/body");
        assertThatThrownBy(() -> event("{\"resource\":\"a\",\"body\":{\"resource\":\"b\"}}", Optional.empty()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("/body/resource");
    }

    @Test
    void the_end_of_the_declaration_is_the_end_of_the_approval() {
        var event = event("{\"resource\":\"db:shop\",\"valid_to\":\"2026-04-24T18:00:00Z\"}", Optional.empty())
                .orElseThrow();

        assertThat(event.approval().expiresAt()).isEqualTo("2026-04-24T18:00:00Z");
    }

    @Test
    void refuses_what_was_decided_in_the_future_and_two_decisions_at_once() {
        assertThatThrownBy(() -> event("{\"granted_at\":\"2026-04-24T17:00:01Z\"}", Optional.empty()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("lies in the future");
        assertThatThrownBy(
                        () -> event(GRANT.replace("}", ",\"revoked_at\":\"2026-04-24T12:00:00Z\"}"), Optional.empty()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("two decisions at once");
    }

    private static void apply(String json, List<Event> entered, int number) {
        event(json, folded(entered))
                .map(event -> event.toBuilder()
                        // Ids say nothing about the order of entry.
                        .id("e" + (9 - number))
                        .recordedAt(NOW.plusSeconds(number))
                        .build())
                .ifPresent(entered::add);
    }

    private static Optional<RegistryEntry> folded(List<Event> entered) {
        return entered.isEmpty()
                ? Optional.empty()
                : Optional.of(RegistryFold.entry(new RegistryKey("approvals", "ap1"), entered));
    }

    private static Optional<Event> event(String json, Optional<RegistryEntry> known) {
        try {
            var declared = Declaration.read(RegistryKind.APPROVALS, "ap1", RecordJson.MAPPER.readTree(json));
            return RegistryChanges.event(RegistryKind.APPROVALS, "ap1", declared, known, CALLER, NOW);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static RegistryEntry known(String json) {
        try {
            var body = Declaration.read(RegistryKind.APPROVALS, "ap1", RecordJson.MAPPER.readTree(json))
                    .body();
            var version = new RegistryVersion(
                    Instant.parse("2026-04-24T09:00:00Z"), null, NOW.minusSeconds(60), "e1", false, body);
            return new RegistryEntry("approvals", "ap1", List.of(version));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
