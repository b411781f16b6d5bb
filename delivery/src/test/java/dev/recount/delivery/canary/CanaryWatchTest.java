package dev.recount.delivery.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanaryWatchTest {

    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final CanaryWatch begun = CanaryWatch.begin(INTERVAL, T0);

    private static CanaryWatch.Step.Send sent(CanaryWatch watch, Instant at) {
        return (CanaryWatch.Step.Send) watch.step(at);
    }

    private static CanaryWatch lost(CanaryWatch watch, Instant at) {
        var waiting = sent(watch, at).next();
        return ((CanaryWatch.Step.GiveUp) waiting.step(at.plusSeconds(60))).next();
    }

    @Test
    void sends_one_when_it_is_due_and_waits_for_it() {
        assertThat(begun.step(T0.minusSeconds(1))).isEqualTo(new CanaryWatch.Step.Wait(T0));
        var sent = sent(begun, T0);

        assertThat(sent.run().sentAt()).isEqualTo(T0);
        assertThat(sent.next().step(T0.plusSeconds(59))).isEqualTo(new CanaryWatch.Step.Wait(T0.plusSeconds(60)));
    }

    @Test
    void an_answer_ends_the_waiting_and_the_next_is_sent_an_interval_later() {
        var sent = sent(begun, T0);
        var result =
                sent.next().answered(sent.run().id(), "a1", T0.plusMillis(40)).orElseThrow();

        assertThat(result.outcome()).isEqualTo(CanaryResult.Outcome.ANSWERED);
        assertThat(result.latency()).isEqualTo(Duration.ofMillis(40));
        assertThat(sent.next().after(result).step(T0.plusSeconds(61)))
                .isEqualTo(new CanaryWatch.Step.Wait(T0.plus(INTERVAL)));
    }

    @Test
    void what_nobody_asked_for_and_what_is_answered_already_is_no_answer() {
        var sent = sent(begun, T0);
        assertThat(sent.next().answered("canary-1", "a1", T0)).isEmpty();

        var result = sent.next().answered(sent.run().id(), "a1", T0).orElseThrow();
        assertThat(sent.next().after(result).answered(sent.run().id(), "a1", T0))
                .isEmpty();
    }

    @Test
    void the_silence_counts_from_the_last_arrival() {
        var sent = sent(begun, T0);
        var answered = sent.next()
                .after(sent.next()
                        .answered(sent.run().id(), "a1", T0.plusSeconds(1))
                        .orElseThrow());
        assertThat(answered.fault(T0.plusSeconds(200))).isEmpty();

        var silent = lost(answered, T0.plus(INTERVAL));
        assertThat(silent.fault(T0.plusSeconds(361)))
                .as("one may have been a restart")
                .isEmpty();
        assertThat(lost(silent, T0.plus(INTERVAL.multipliedBy(2))).fault(T0.plusSeconds(661)))
                .contains("detection has not answered for 11 minutes");
    }

    @Test
    void a_silence_that_began_before_goes_on_under_the_same_name() {
        var before = lost(lost(begun, T0), T0.plus(INTERVAL));
        var past = List.of(missing(T0.plus(INTERVAL)), missing(T0));
        assertThat(begun.remembering(past).silentSince()).isEqualTo(before.silentSince());
        assertThat(begun.remembering(past).losses()).isEqualTo(2);
        assertThat(begun.remembering(past).lost()).isEqualTo(before.lost());

        var arrived = new CanaryResult(
                CanaryRun.at(T0.minusSeconds(300)), CanaryResult.Outcome.ANSWERED, T0.minusSeconds(299), "a1", null);
        assertThat(begun.remembering(List.of(missing(T0), arrived)).silentSince())
                .isEqualTo(T0.minusSeconds(299));
        assertThat(begun.remembering(List.of(arrived, missing(T0.minusSeconds(600))))
                        .losses())
                .isZero();
        assertThat(begun.remembering(List.of())).isEqualTo(begun);
    }

    private static CanaryResult missing(Instant sentAt) {
        return new CanaryResult(CanaryRun.at(sentAt), CanaryResult.Outcome.MISSING, sentAt.plusSeconds(60), null, null);
    }

    @Test
    void one_that_comes_late_ends_the_silence() {
        var run = sent(begun, T0).run();
        var silent = lost(begun, T0);
        assertThat(silent.losses()).isEqualTo(1);

        var late = silent.answered(run.id(), "a1", T0.plusSeconds(90)).orElseThrow();
        assertThat(late.outcome()).isEqualTo(CanaryResult.Outcome.LATE);
        assertThat(silent.after(late).losses()).isZero();
    }

    @Test
    void a_door_that_does_not_take_it_counts_as_a_loss() {
        var sent = sent(begun, T0);
        var refused = new CanaryResult(sent.run(), CanaryResult.Outcome.REFUSED, T0, null, "429");

        assertThat(sent.next().after(refused).losses()).isEqualTo(1);
    }

    /** Whatever happens in whatever order: at most one is under way, and no two begin within an interval. */
    @Test
    void never_sends_more_than_one_in_an_interval() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var watch = begun;
        var now = T0;
        Instant lastSent = null;
        for (int i = 0; i < 10_000; i++) {
            now = now.plusMillis(random.nextInt(90_000));
            var step = watch.step(now);
            if (step instanceof CanaryWatch.Step.Send send) {
                assertThat(watch.open()).as("seed %s", seed).isNull();
                assertThat(lastSent == null || !now.isBefore(lastSent.plus(INTERVAL)))
                        .as("seed %s", seed)
                        .isTrue();
                lastSent = now;
                watch = send.next();
            } else if (step instanceof CanaryWatch.Step.GiveUp giveUp) {
                watch = giveUp.next();
            } else if (watch.open() != null && random.nextBoolean()) {
                watch = watch.after(watch.answered(watch.open().id(), "a", now).orElseThrow());
            }
        }
        assertThat(lastSent).isNotNull();
    }
}
