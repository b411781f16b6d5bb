package dev.recount.delivery.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RecoveryLeft;
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

    @Test
    void what_is_left_of_recovery_decides_the_next_step() {
        var undone = left(RecoveryLeft.provider("2026-04-26"));
        assertThat(undone.undo()).isEqualTo("Can be undone by the provider until 2026-04-26.");
        assertThat(undone.next()).startsWith("ask the provider to restore it before that");

        var copied = left(RecoveryLeft.copies("backup-1"));
        assertThat(copied.undo()).isEqualTo("Cannot be undone. Registered copies that are left: backup-1.");
        assertThat(copied.next()).endsWith("keep the copies out of its reach before you restore.");

        var lost = left(RecoveryLeft.nothing("backup-1"));
        assertThat(lost.undo()).isEqualTo("Cannot be undone. No registered copy is left; lost with it: backup-1.");
        assertThat(lost.next()).endsWith("ask the provider at once whether it keeps copies.");
        assertThat(left(RecoveryLeft.nothing()).undo()).isEqualTo("Cannot be undone. No registered copy is left.");
    }

    private static Card left(String recovery) {
        var incident = Incidents.of("inc_1", IncidentStatus.OPEN, Level.HIGH, 1, Incidents.AT, "x", recovery);
        return Card.of(incident, List.of(), 0, Messages.LINK);
    }
}
