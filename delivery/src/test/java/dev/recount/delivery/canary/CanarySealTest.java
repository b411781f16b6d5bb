package dev.recount.delivery.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanarySealTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final CanaryResult ANSWERED =
            new CanaryResult(CanaryRun.at(T0), CanaryResult.Outcome.ANSWERED, T0.plusMillis(41), "alert-1", null);
    private static final Event RECEIPT = CanaryEvents.receipt(ANSWERED);

    private final CanarySeal seal = new CanarySeal(new byte[] {1});

    @Test
    void holds_for_what_was_sealed_and_the_receipt_says_the_same_as_before() {
        var sealed = seal.sealed(RECEIPT);

        assertThat(seal.holds(sealed)).isTrue();
        assertThat(CanaryEvents.result(sealed)).contains(ANSWERED);
    }

    @Test
    void holds_for_nothing_that_has_no_seal_or_anothers() {
        assertThat(seal.holds(RECEIPT)).isFalse();
        assertThat(seal.holds(new CanarySeal(new byte[] {2}).sealed(RECEIPT))).isFalse();
    }

    @Test
    void holds_for_nothing_that_was_changed_afterwards() {
        var sealed = seal.sealed(RECEIPT);

        assertThat(List.of(
                        sealed.toBuilder().label("latency_ms", "1").build(),
                        sealed.toBuilder().label("alert", "alert-2").build(),
                        sealed.toBuilder().observedAt(T0.plusSeconds(9)).build(),
                        sealed.toBuilder().id("canary-1-answered").build(),
                        sealed.toBuilder().occurredAt(T0.plusMillis(1)).build()))
                .noneMatch(seal::holds);
    }
}
