package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.paging.Step;
import dev.recount.delivery.retry.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long a channel is left alone that asked for it. */
class ThrottlesTest {

    private static final Instant AT = Incidents.AT;
    private static final Channel BUSY = new Alertmanager("busy", URI.create("https://example.org/"), false);
    private static final Channel OTHER = new Alertmanager("other", URI.create("https://example.org/"), false);
    private static final Verdict MINUTE = new Verdict.Later("HTTP 429", Duration.ofMinutes(1));

    private final Throttles throttles = new Throttles();

    private static Pending message(Level severity) {
        var step = Paging.next(Paging.begin(Incidents.open("inc_1", severity), "busy"), AT, false, AT);
        return ((Step.Say) step).page().pending();
    }

    @Test
    void what_is_said_to_one_message_holds_for_the_channel_and_for_no_other() {
        throttles.heed(BUSY, MINUTE, AT);

        assertThat(throttles.opens(BUSY, message(Level.LOW), AT)).isEqualTo(AT.plusSeconds(60));
        assertThat(throttles.opens(OTHER, message(Level.LOW), AT)).isEqualTo(AT);
        var after = AT.plusSeconds(60);
        assertThat(throttles.opens(BUSY, message(Level.LOW), after)).isEqualTo(after);
    }

    @Test
    void the_longer_time_counts_and_an_answer_that_asks_for_nothing_changes_nothing() {
        throttles.heed(BUSY, MINUTE, AT);
        throttles.heed(BUSY, new Verdict.Later("HTTP 429", Duration.ofSeconds(1)), AT);
        throttles.heed(BUSY, new Verdict.Later("HTTP 503", null), AT);
        throttles.heed(BUSY, new Verdict.Delivered("HTTP 200"), AT);

        assertThat(throttles.opens(BUSY, message(Level.LOW), AT)).isEqualTo(AT.plusSeconds(60));
    }

    @Test
    void what_wakes_somebody_of_something_bad_is_tried_once_all_the_same() {
        throttles.heed(BUSY, MINUTE, AT);

        assertThat(throttles.opens(BUSY, message(Level.HIGH), AT)).isEqualTo(AT);
        assertThat(throttles.opens(BUSY, message(Level.HIGH).retriedAt(AT), AT)).isEqualTo(AT.plusSeconds(60));
    }
}
