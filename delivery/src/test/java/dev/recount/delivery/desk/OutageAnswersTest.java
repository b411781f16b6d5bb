package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.answer.Answer;
import dev.recount.delivery.outage.Outage;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person says, where they were told of it, of a channel that cannot be told. */
class OutageAnswersTest extends DeskHarness {

    private final List<Event> responses = new CopyOnWriteArrayList<>();

    private void refused(String incident, int receiptsAfter) throws Exception {
        synchronized (verdicts) {
            verdicts.add(new Verdict.Refused("HTTP 400"));
        }
        take(Incidents.open(incident, Level.LOW));
        await().atMost(SOON).until(() -> receipts.size() == receiptsAfter);
        on(() -> true);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "RESOLVED"})
    void is_on_record_and_no_more_is_told_of_it(Phase phase) throws Exception {
        gate.release(ALL);
        use(FIRST, SECOND);
        refused("inc_1", 2);
        assertThat(types("second")).containsExactly(MessageType.DELIVERY_FAILED);

        var answer = new Answer("1", "recount/" + Outage.id("first"), phase, "P1", "Dana", Incidents.AT);
        deliveries(responses::add).take(SECOND, answer);
        await().atMost(SOON).until(() -> receipts.size() == 3);
        refused("inc_2", 4);

        assertThat(types("second")).containsExactly(MessageType.DELIVERY_FAILED, MessageType.INCIDENT_ACKNOWLEDGED);
        assertThat(sent.get(2).message().card().headline()).isEqualTo("NOT DELIVERED, acknowledged by alertmanager:P1");
        assertThat(responses).singleElement().satisfies(event -> {
            assertThat(event.correlationId()).isEqualTo(Outage.id("first"));
            assertThat(event.phase()).isEqualTo(phase);
        });
    }
}
