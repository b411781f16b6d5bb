package dev.recount.delivery.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryEventsTest {

    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");
    private static final CanaryRun RUN = CanaryRun.at(T0);

    @Test
    void the_sequence_reads_and_does_nothing_else() {
        assertThat(CanaryEvents.sequence(RUN)).hasSize(2).allSatisfy(event -> {
            assertThat(event.verb().onlyReads()).isTrue();
            assertThat(event.credential()).isNull();
            assertThat(event.sessionId()).isEqualTo(RUN.id());
        });
    }

    @ParameterizedTest
    @EnumSource(CanaryResult.Outcome.class)
    void what_a_receipt_says_is_what_became_of_it(CanaryResult.Outcome outcome) {
        var result = new CanaryResult(
                RUN,
                outcome,
                T0.plusMillis(41),
                outcome.arrived() ? "alert-1" : null,
                outcome == CanaryResult.Outcome.REFUSED ? "429" : null);
        var receipt = CanaryEvents.receipt(result);

        assertThat(CanaryEvents.result(receipt)).contains(result);
        assertThat(receipt.is(EventType.RECORDER, outcome.arrived() ? Phase.HEARTBEAT : Phase.GAP))
                .isTrue();
    }

    private static Event answered(Instant sentAt, String latency) {
        var id = Canary.id(sentAt);
        return Canary.event(EventType.RECORDER, sentAt)
                .id(id + "-answered")
                .phase(Phase.HEARTBEAT)
                .observedAt(sentAt)
                .action(new Action(id, Canary.NAME, "answered", null, null, null, null, null, null, null))
                .label("latency_ms", latency)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-1", "9223372036854775807", "99999999999999999999"})
    void a_receipt_that_cannot_be_read_says_nothing(String latency) {
        assertThat(CanaryEvents.result(answered(T0, latency))).isEmpty();
        assertThat(CanaryEvents.result(answered(Instant.parse("2099-01-01T00:00:00Z"), latency)))
                .isEmpty();
    }

    @Test
    void a_receipt_of_another_form_says_nothing() {
        var good = answered(T0, "41");
        assertThat(CanaryEvents.result(good)).isPresent();

        assertThat(CanaryEvents.result(good.toBuilder().id("forged").build())).isEmpty();
        assertThat(CanaryEvents.result(good.toBuilder().id(null).build())).isEmpty();
        assertThat(CanaryEvents.result(good.toBuilder().actor(null).build())).isEmpty();
        assertThat(CanaryEvents.result(
                        good.toBuilder().occurredAt(T0.plusSeconds(1)).build()))
                .isEmpty();
    }

    @Test
    void no_other_event_is_a_receipt() {
        assertThat(CanaryEvents.sequence(RUN))
                .allSatisfy(event -> assertThat(CanaryEvents.result(event)).isEmpty());
    }
}
