package dev.recount.delivery.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.delivery.retry.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When somebody else hears that a channel was not told. */
class ConclusionTest {

    private static final Instant AT = Incidents.AT;
    private static final Verdict BUSY = new Verdict.Later("HTTP 503", null);

    private static Conclusion first(Level severity, Verdict verdict) {
        var page = ((Step.Say) Paging.next(Paging.begin(Incidents.open("inc_1", severity), "c"), AT, false, AT)).page();
        return Conclusion.of(page.pending(), RetrySchedule.PAGER, verdict, AT, AT, 0);
    }

    @Test
    void a_critical_page_is_told_elsewhere_after_its_first_attempt_and_another_after_its_second() {
        assertThat(first(Level.CRITICAL, BUSY).isWorthNotice()).isTrue();

        var once = first(Level.HIGH, BUSY);
        assertThat(once.isWorthNotice()).isFalse();
        assertThat(Conclusion.of(once.left(), RetrySchedule.PAGER, BUSY, AT, AT, 0)
                        .isWorthNotice())
                .isTrue();
    }

    @Test
    void a_target_that_asks_to_be_left_alone_for_long_is_worth_a_notice_at_once() {
        assertThat(first(Level.LOW, new Verdict.Later("HTTP 429", Duration.ofHours(1)))
                        .isWorthNotice())
                .isTrue();
        assertThat(first(Level.LOW, new Verdict.Later("HTTP 429", Duration.ofSeconds(20)))
                        .isWorthNotice())
                .isFalse();
    }

    @Test
    void what_is_given_up_is_worth_a_notice_and_what_arrived_is_not() {
        assertThat(first(Level.LOW, new Verdict.Refused("HTTP 400")).isWorthNotice())
                .isTrue();
        assertThat(first(Level.CRITICAL, new Verdict.Delivered("HTTP 200")).isWorthNotice())
                .isFalse();
    }
}
