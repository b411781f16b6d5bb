package dev.recount.delivery.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final Instant AT = Incidents.AT;

    private static Page said(Step step) {
        assertThat(step).isInstanceOf(Step.Say.class);
        return ((Step.Say) step).page();
    }

    private static Page delivered(Page page, Instant at) {
        var pending = page.pending();
        return Paging.tried(
                page,
                new Attempt(pending.messageId(), pending.type(), at, 1, Attempt.Outcome.DELIVERED, "HTTP 200"),
                null);
    }

    private static Page opened(Level severity) {
        var page = Paging.begin(Incidents.open("inc_1", severity), "c");
        return delivered(said(Paging.next(page, AT, true, AT)), AT);
    }

    private static Incident later(IncidentStatus status, Level severity, int alerts, int seconds) {
        return Incidents.of("inc_1", status, severity, alerts, AT.plusSeconds(seconds));
    }

    @Test
    void a_new_incident_is_told_at_once() {
        var page = said(Paging.next(Paging.begin(Incidents.open("inc_1", Level.HIGH), "c"), AT, false, AT));

        assertThat(page.pending().type()).isEqualTo(MessageType.INCIDENT_OPENED);
        assertThat(page.pending().page()).isTrue();
        assertThat(page.key()).isEqualTo("recount/inc_1");
    }

    @Test
    void deciding_the_same_again_after_a_crash_gives_the_same_message_id() {
        var begun = Paging.begin(Incidents.open("inc_1", Level.HIGH), "c");

        assertThat(said(Paging.next(begun, AT, false, AT)).pending().messageId())
                .isEqualTo(said(Paging.next(begun, AT.plusSeconds(60), false, AT))
                        .pending()
                        .messageId());
    }

    @Test
    void changes_within_the_window_are_counted_and_told_in_one_message_when_it_ends() {
        var page = opened(Level.CRITICAL);
        for (int i = 2; i <= 10_000; i++) {
            page = Paging.accept(page, later(IncidentStatus.OPEN, Level.CRITICAL, i, 1))
                    .orElse(page);
            assertThat(Paging.next(page, AT.plusSeconds(10), false, AT))
                    .isEqualTo(new Step.Wait(AT.plus(Paging.WINDOW)));
        }

        var update = said(Paging.next(page, AT.plus(Paging.WINDOW), false, AT)).pending();
        assertThat(update.type()).isEqualTo(MessageType.INCIDENT_UPDATED);
        assertThat(update.folded()).isGreaterThan(20);
    }

    @Test
    void a_worse_severity_is_told_at_once_only_where_the_target_updates_in_place() {
        var page = Paging.accept(opened(Level.HIGH), later(IncidentStatus.OPEN, Level.CRITICAL, 2, 2))
                .orElseThrow();

        var update = said(Paging.next(page, AT.plusSeconds(2), true, AT)).pending();
        assertThat(update.type()).isEqualTo(MessageType.INCIDENT_UPDATED);
        assertThat(update.page()).isFalse();
        assertThat(Paging.next(page, AT.plusSeconds(2), false, AT)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void acknowledgement_and_end_are_told_at_once() {
        var page = Paging.accept(opened(Level.HIGH), later(IncidentStatus.ACKNOWLEDGED, Level.HIGH, 1, 5))
                .orElseThrow();
        page = said(Paging.next(page, AT.plusSeconds(5), false, AT));
        assertThat(page.pending().type()).isEqualTo(MessageType.INCIDENT_ACKNOWLEDGED);

        page = Paging.accept(delivered(page, AT), later(IncidentStatus.RESOLVED, Level.HIGH, 1, 6))
                .orElseThrow();
        assertThat(said(Paging.next(page, AT.plusSeconds(6), false, AT))
                        .pending()
                        .type())
                .isEqualTo(MessageType.INCIDENT_RESOLVED);
    }

    @Test
    void an_acknowledged_incident_that_goes_on_wakes_nobody_again() {
        var page = Paging.accept(opened(Level.HIGH), later(IncidentStatus.ACKNOWLEDGED, Level.HIGH, 1, 5))
                .orElseThrow();
        page = delivered(said(Paging.next(page, AT, false, AT)), AT);
        page = Paging.accept(page, later(IncidentStatus.ACKNOWLEDGED, Level.HIGH, 9, 7))
                .orElseThrow();

        assertThat(Paging.next(page, AT.plus(Duration.ofHours(1)), false, AT)).isEqualTo(new Step.Rest());
    }

    @Test
    void a_replay_of_everything_that_was_ever_said_says_nothing() {
        var random = new Random(7);
        var history = new ArrayList<Incident>();
        var page = opened(Level.MEDIUM);
        for (int i = 1; i < 50; i++) {
            var status = IncidentStatus.values()[random.nextInt(3)];
            var severity = Level.values()[2 + random.nextInt(3)];
            history.add(later(status, severity, i, i));
        }
        for (Incident each : history) {
            page = Paging.accept(page, each).orElse(page);
            if (Paging.next(page, AT, true, AT) instanceof Step.Say say) {
                page = delivered(say.page(), AT);
            }
        }
        for (Incident again : List.copyOf(history)) {
            assertThat(Paging.accept(page, again)).as("replayed %s", again).isEmpty();
        }
    }

    @Test
    void an_incident_that_was_over_before_anybody_heard_of_it_wakes_nobody() {
        var page = Paging.begin(later(IncidentStatus.RESOLVED, Level.HIGH, 1, 0), "c");

        assertThat(Paging.next(page, AT, false, AT)).isEqualTo(new Step.Rest());
    }

    @Test
    void quiet_hours_hold_a_page_until_they_end() {
        var page = Paging.begin(Incidents.open("inc_1", Level.HIGH), "c");
        var morning = AT.plus(Duration.ofHours(8));

        assertThat(Paging.next(page, AT, false, morning)).isEqualTo(new Step.Wait(morning));
        assertThat(Paging.next(page, morning, false, morning)).isInstanceOf(Step.Say.class);
    }

    @Test
    void an_incident_that_takes_another_in_goes_on_with_its_page_and_key() {
        var former = opened(Level.HIGH);
        var older = Incidents.of("inc_0", IncidentStatus.OPEN, Level.HIGH, 2, AT.plusSeconds(3));

        var page = Paging.inherit(older, former);
        assertThat(page.key()).isEqualTo("recount/inc_1");
        assertThat(Paging.next(page, AT.plusSeconds(3), false, AT)).isEqualTo(new Step.Wait(AT.plus(Paging.WINDOW)));

        var left = Paging.inherited(former, "inc_0");
        var merged = Paging.accept(left, later(IncidentStatus.MERGED, Level.HIGH, 1, 0))
                .orElseThrow();
        assertThat(Paging.next(merged, AT.plusSeconds(3), false, AT)).isEqualTo(new Step.Rest());
    }

    @Test
    void sending_again_repeats_the_last_message_under_its_own_id() {
        var page = opened(Level.HIGH);

        assertThat(Paging.resend(page, AT).pending().messageId())
                .isEqualTo(page.attempts().get(0).messageId());
    }

    @Test
    void an_acknowledgement_that_is_said_again_wakes_nobody() {
        var taken = Paging.accept(opened(Level.HIGH), later(IncidentStatus.ACKNOWLEDGED, Level.HIGH, 1, 5))
                .orElseThrow();
        var failed = failed(said(Paging.next(taken, AT.plusSeconds(5), false, AT)));

        var again = Paging.resend(failed, AT.plusSeconds(60)).pending();
        assertThat(again.type()).isEqualTo(MessageType.INCIDENT_ACKNOWLEDGED);
        assertThat(again.page()).isFalse();
        assertThat(Paging.resend(opened(Level.HIGH), AT).pending().page()).isTrue();
    }

    @Test
    void what_a_channel_did_not_take_is_a_dead_letter_until_it_is_said_again_over_or_part_of_another() {
        var said = said(Paging.next(Paging.begin(Incidents.open("inc_1", Level.HIGH), "c"), AT, false, AT));
        var failed = failed(said);
        var acknowledged = later(IncidentStatus.ACKNOWLEDGED, Level.HIGH, 1, 5);

        assertThat(DeadLetter.isOne(failed)).isTrue();
        assertThat(DeadLetter.isOne(Paging.accept(failed, acknowledged).orElseThrow()))
                .isTrue();
        assertThat(DeadLetter.isOne(said)).as("on its way").isFalse();
        assertThat(DeadLetter.isOne(Paging.resend(failed, AT))).isFalse();
        assertThat(DeadLetter.isOne(opened(Level.HIGH))).as("delivered").isFalse();
        assertThat(DeadLetter.isOne(Paging.inherited(failed, "inc_2"))).isFalse();
        for (IncidentStatus over : List.of(IncidentStatus.RESOLVED, IncidentStatus.MERGED, IncidentStatus.RETRACTED)) {
            var ended = Paging.accept(failed, later(over, Level.HIGH, 1, 5)).orElseThrow();
            assertThat(DeadLetter.isOne(ended)).as("%s", over).isFalse();
        }
    }

    private static Page failed(Page page) {
        var pending = page.pending();
        return Paging.abandoned(page, "HTTP 400", pending.dueAt());
    }

    @Test
    void what_an_older_version_told_of_another_channel_is_read_and_still_goes_out() {
        var json = RecordJson.of(Page.class);
        var told = said(Paging.next(Paging.begin(Incidents.open("inc_1", Level.HIGH), "c"), AT, false, AT));
        var older = json.read(json.write(told).replace("\"revision\":", "\"about\":\"audit\",\"revision\":"));

        assertThat(older.about()).isEqualTo("audit");
        assertThat(older.id()).isEqualTo("inc_1/c/audit");
        assertThat(Paging.next(older, AT, true, AT)).isEqualTo(new Step.Wait(AT));
        assertThat(Paging.next(delivered(older, AT), AT, true, AT)).isEqualTo(new Step.Rest());
    }

    @Test
    void a_page_survives_the_way_to_the_topic_and_back() {
        var json = RecordJson.of(Page.class);
        var page = Paging.accept(opened(Level.HIGH), later(IncidentStatus.OPEN, Level.CRITICAL, 2, 2))
                .map(each -> said(Paging.next(each, AT.plusSeconds(2), true, AT)))
                .orElseThrow();

        assertThat(json.read(json.write(page))).isEqualTo(page);
    }
}
