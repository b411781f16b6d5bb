package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemindersTest extends DeskHarness {

    private static final Channel FORGETFUL = new Alertmanager("first", URI.create("https://example.org/"), false);
    private static final Incident ENDED =
            Incidents.of("inc_1", IncidentStatus.RESOLVED, Level.HIGH, 1, Incidents.AT.plusSeconds(9));

    private boolean remind() throws Exception {
        return on(() -> {
            desk.remind();
            return true;
        });
    }

    private void open(String... ids) throws Exception {
        for (String id : ids) {
            take(Incidents.open(id, Level.HIGH));
        }
        await().atMost(SOON).until(() -> receipts.size() == ids.length);
    }

    /** A round begins only where the one before has ended. */
    private void remindUntil(int messages) {
        await().atMost(SOON).until(() -> remind() && begun.size() >= messages);
    }

    @Test
    void what_stands_is_said_again_and_nothing_comes_of_it() throws Exception {
        gate.release(2);
        use(FORGETFUL);
        open("inc_1");
        var told = Map.copyOf(kept);
        remind();

        await().atMost(SOON).until(() -> sent.size() == 2);
        assertThat(sent.get(1).message().page()).isFalse();
        remindUntil(3);
        assertThat(kept).isEqualTo(told);
        assertThat(receipts).hasSize(1);
    }

    @Test
    void what_ends_while_it_is_said_again_is_told_behind_that_and_never_taken_back() throws Exception {
        gate.release();
        use(FORGETFUL);
        open("inc_1");
        remindUntil(2);
        take(ENDED);
        gate.release(ALL);

        await().atMost(SOON).until(() -> receipts.size() == 2);
        remind();
        remind();
        assertThat(types("first"))
                .containsExactly(
                        MessageType.INCIDENT_OPENED, MessageType.INCIDENT_UPDATED, MessageType.INCIDENT_RESOLVED);
    }

    @Test
    void a_target_that_does_not_answer_is_left_alone_until_the_next_round() throws Exception {
        gate.release(ALL);
        use(FORGETFUL);
        open("inc_1", "inc_2", "inc_3");
        synchronized (verdicts) {
            verdicts.addAll(List.of(new Verdict.Refused("HTTP 400"), new Verdict.Later("timed out", null)));
        }
        remind();

        await().atMost(SOON).until(() -> sent.size() == 5);
        remindUntil(8);
        assertThat(receipts).as("one for each opening").hasSize(3);
    }

    @Test
    void who_remembers_is_told_once() throws Exception {
        gate.release(ALL);
        use(FIRST);
        open("inc_1");
        remind();
        remind();
        assertThat(begun).hasSize(1);
    }
}
