package dev.recount.delivery.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.delivery.retry.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of a message that a target does not take while its incident goes on. */
class OvertakenTest {

    private static final Instant AT = Incidents.AT;
    private static final Instant LATER = AT.plusSeconds(60);

    /** A page of which the first message has failed, and whose next attempt is hours away. */
    private static Page failing(Level severity) {
        var page = ((Step.Say) Paging.next(Paging.begin(Incidents.open("inc_1", severity), "c"), AT, false, AT)).page();
        var asked = new Verdict.Later("HTTP 503", Duration.ofHours(6));
        var conclusion = Conclusion.of(page.pending(), RetrySchedule.PAGER, asked, AT, AT, 0);
        return Paging.tried(page, conclusion.attempt(), conclusion.left());
    }

    private static Page after(Page page, IncidentStatus status, Level severity) {
        return Paging.accept(page, Incidents.of("inc_1", status, severity, 2, AT.plusSeconds(30)))
                .orElseThrow();
    }

    private static Pending said(Page page) {
        var step = Paging.next(page, LATER, false, LATER);
        assertThat(step).isInstanceOf(Step.Say.class);
        return ((Step.Say) step).page().pending();
    }

    @Test
    void what_is_over_is_told_as_over_and_wakes_nobody() {
        for (var over : new IncidentStatus[] {IncidentStatus.RESOLVED, IncidentStatus.RETRACTED}) {
            var failing = failing(Level.CRITICAL);
            var said = said(after(failing, over, Level.CRITICAL));

            assertThat(said.type()).isEqualTo(MessageType.INCIDENT_RESOLVED);
            assertThat(said.page()).isFalse();
            assertThat(said.dueAt()).isEqualTo(LATER);
            assertThat(said.messageId()).isNotEqualTo(failing.pending().messageId());
        }
    }

    @Test
    void nothing_more_is_said_once_the_end_was_told() {
        var step = (Step.Say)
                Paging.next(after(failing(Level.HIGH), IncidentStatus.RESOLVED, Level.HIGH), LATER, true, LATER);
        assertThat(Paging.next(step.page(), LATER, true, LATER)).isEqualTo(new Step.Wait(LATER));

        var told = Paging.tried(
                step.page(),
                new Attempt("msg", MessageType.INCIDENT_RESOLVED, LATER, 1, Attempt.Outcome.DELIVERED, "HTTP 200"),
                null);
        assertThat(Paging.next(told, LATER, true, LATER)).isEqualTo(new Step.Rest());
    }

    @Test
    void what_is_worse_is_told_at_once_with_its_worse_severity() {
        var said = said(after(failing(Level.LOW), IncidentStatus.OPEN, Level.CRITICAL));

        assertThat(said.type()).isEqualTo(MessageType.INCIDENT_OPENED);
        assertThat(said.page()).isTrue();
        assertThat(said.incident().severity()).isEqualTo(Level.CRITICAL);
        assertThat(said.dueAt()).isEqualTo(LATER);
        assertThat(said.folded()).isEqualTo(1);
    }

    @Test
    void what_is_worse_and_acknowledged_is_acknowledged_in_a_message_of_its_own() {
        var step = (Step.Say)
                Paging.next(after(failing(Level.LOW), IncidentStatus.ACKNOWLEDGED, Level.HIGH), LATER, true, LATER);
        var told = Paging.tried(
                step.page(),
                new Attempt("msg", MessageType.INCIDENT_OPENED, LATER, 1, Attempt.Outcome.DELIVERED, "HTTP 200"),
                null);

        assertThat(said(told).type()).isEqualTo(MessageType.INCIDENT_ACKNOWLEDGED);
    }

    @Test
    void what_is_no_worse_waits_for_its_time_and_says_the_same() {
        var failing = failing(Level.HIGH);
        var more = after(failing, IncidentStatus.OPEN, Level.HIGH);

        assertThat(Paging.next(more, LATER, true, LATER))
                .isEqualTo(new Step.Wait(failing.pending().dueAt()));
        assertThat(more.pending()).isEqualTo(failing.pending());
    }

    @Test
    void what_another_incident_goes_on_with_is_still_said() {
        var left = Paging.inherited(failing(Level.HIGH), "inc_0");
        var over = after(left, IncidentStatus.RESOLVED, Level.HIGH);

        assertThat(Paging.next(over, LATER, true, LATER)).isInstanceOf(Step.Wait.class);
    }
}
