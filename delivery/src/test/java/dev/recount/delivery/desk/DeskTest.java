package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskTest extends DeskHarness {

    @Test
    void tells_once_however_often_the_incident_is_said_and_leaves_a_receipt() throws Exception {
        gate.release(ALL);
        use(FIRST);
        for (int i = 0; i < 5; i++) {
            take(Incidents.open("inc_1", Level.HIGH));
        }

        await().atMost(SOON).until(() -> receipts.size() == 1);
        assertThat(types("first")).containsExactly(MessageType.INCIDENT_OPENED);
        assertThat(receipts.get(0).correlationId()).isEqualTo("inc_1");
        assertThat(receipts.get(0).labels()).containsEntry("channel", "first");
    }

    @Test
    void what_was_kept_makes_another_desk_silent_about_the_same_incident() throws Exception {
        gate.release(ALL);
        use(FIRST);
        take(Incidents.open("inc_1", Level.HIGH));
        await().atMost(SOON).until(() -> receipts.size() == 1);

        var after = desk();
        on(() -> {
            kept.values().forEach(after::learn);
            after.use(desk.file());
            after.deliver(true);
            after.take(Incidents.open("inc_1", Level.HIGH));
            return true;
        });
        on(() -> true);
        assertThat(sent).hasSize(1);
    }

    @Test
    void an_attempt_that_fails_is_repeated_under_its_id_and_the_next_channel_hears_of_it() throws Exception {
        gate.release(ALL);
        verdicts.addAll(List.of(new Verdict.Later("HTTP 503", null), new Verdict.Refused("HTTP 400")));
        use(FIRST, SECOND);
        take(Incidents.open("inc_1", Level.CRITICAL));

        await().atMost(SOON).until(() -> types("second").contains(MessageType.DELIVERY_FAILED));
        await().atMost(SOON).until(() -> types("first").size() == 2);
        assertThat(sent.stream()
                        .filter(each -> each.channel().equals("first"))
                        .map(each -> each.message().id())
                        .distinct())
                .hasSize(1);
        assertThat(sent.stream().filter(each -> each.channel().equals("second")))
                .singleElement()
                .satisfies(each -> assertThat(each.message().failure()).isEqualTo("first: HTTP 503"));
    }

    @Test
    void a_target_that_wants_no_more_gets_no_more() throws Exception {
        gate.release(ALL);
        verdicts.add(new Verdict.Gone("HTTP 410: it wants no more"));
        use(FIRST, SECOND);
        take(Incidents.open("inc_1", Level.HIGH));
        await().atMost(SOON).until(() -> types("second").size() == 1);
        take(Incidents.open("inc_2", Level.HIGH));
        await().atMost(SOON).until(() -> types("second").size() == 2);

        assertThat(types("first")).hasSize(1);
        assertThat(on(() -> desk.closed(FIRST))).isNotNull();
    }

    @Test
    void a_rehearsal_makes_the_whole_message_and_tells_nobody() throws Exception {
        gate.release(ALL);
        use(FIRST);
        for (int i = 0; i < 200; i++) {
            assertThat(on(() -> desk.rehearse()).card().sentence()).isEqualTo("nothing happened");
        }
        assertThat(begun).isEmpty();
        assertThat(kept).isEmpty();
    }

    @Test
    void what_did_not_change_for_long_is_left_to_the_log_and_found_there_when_it_does() throws Exception {
        gate.release(ALL);
        use(FIRST);
        var now = Instant.now();
        var old = now.minus(PageBook.KEPT).minusSeconds(60);
        take(Incidents.of("old", IncidentStatus.OPEN, Level.HIGH, 1, old));
        take(Incidents.of("new", IncidentStatus.OPEN, Level.HIGH, 1, now));
        await().atMost(SOON).until(() -> receipts.size() == 2);
        on(() -> {
            desk.retire();
            return true;
        });
        assertThat(on(() -> desk.book().of("old"))).isEmpty();
        assertThat(on(() -> desk.book().isRetired("old"))).isTrue();
        assertThat(on(() -> desk.book().of("new"))).hasSize(1);

        take(Incidents.of("old", IncidentStatus.OPEN, Level.HIGH, 1, old));
        assertThat(asked).as("what is said again and is old wakes nobody").isEmpty();

        take(Incidents.of("old", IncidentStatus.ACKNOWLEDGED, Level.HIGH, 1, now));
        await().atMost(SOON).until(() -> receipts.size() == 3);
        assertThat(asked).containsExactly("old");
        assertThat(types("first"))
                .containsExactlyInAnyOrder(
                        MessageType.INCIDENT_OPENED, MessageType.INCIDENT_OPENED, MessageType.INCIDENT_ACKNOWLEDGED);
    }

    @Test
    void in_a_storm_the_worst_goes_first_and_no_incident_waits_more_than_once() throws Exception {
        use(FIRST);
        for (int i = 0; i < 1_000; i++) {
            for (int alerts = 1; alerts <= 10; alerts++) {
                take(Incidents.of("inc_" + i, IncidentStatus.OPEN, Level.LOW, alerts, Incidents.AT.plusMillis(alerts)));
            }
        }
        take(Incidents.open("worst", Level.CRITICAL));
        await().atMost(SOON).until(() -> begun.size() == 4);
        assertThat(pending()).isEqualTo(1_001);

        gate.release();
        await().atMost(SOON).until(() -> begun.size() == 5);
        assertThat(begun.get(4)).isEqualTo("recount/worst");
        gate.release(ALL);
        await().atMost(SOON).until(() -> receipts.size() == 1_001 && pending() == 0);
        assertThat(sent).hasSize(1_001);
    }
}
