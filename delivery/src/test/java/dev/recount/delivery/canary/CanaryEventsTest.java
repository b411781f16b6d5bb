package dev.recount.delivery.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void no_other_event_is_a_receipt() {
        assertThat(CanaryEvents.sequence(RUN))
                .allSatisfy(event -> assertThat(CanaryEvents.result(event)).isEmpty());
    }
}
