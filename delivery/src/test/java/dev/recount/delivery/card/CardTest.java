package dev.recount.delivery.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardTest {

    private static Card after(Duration late) {
        var incident = Incidents.of("inc_1", IncidentStatus.OPEN, Level.CRITICAL, 1, Incidents.AT.plus(late));
        return Card.of(incident, List.of(), 0, Messages.LINK);
    }

    @Test
    void what_is_imported_months_later_does_not_look_like_now() {
        assertThat(after(Duration.ofDays(300)).when())
                .isEqualTo("Began at 2026-04-24T16:41:07Z; the latest of it was received at"
                        + " 2027-02-18T16:41:07Z, 300 days later.");
        assertThat(after(Duration.ofDays(300)).text()).contains("300 days later");
    }

    @Test
    void what_came_in_at_once_says_when_and_no_more() {
        assertThat(after(Duration.ofSeconds(2)).when())
                .isEqualTo("Began at 2026-04-24T16:41:07Z; the latest of it was received at 2026-04-24T16:41:09Z.");
    }
}
