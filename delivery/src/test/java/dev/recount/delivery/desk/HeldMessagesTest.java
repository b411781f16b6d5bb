package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.retry.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that do not go out: for a while, because the process ends, or because their channel is no more. */
class HeldMessagesTest extends DeskHarness {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_target_that_asks_to_be_left_alone_is_left_alone_by_every_message() throws Exception {
        verdicts.addAll(Collections.nCopies(12, new Verdict.Later("HTTP 429", HOUR)));
        use(FIRST);
        for (int i = 0; i < 12; i++) {
            take(Incidents.open("inc_" + i, Level.LOW));
        }
        await().atMost(SOON).until(() -> begun.size() == 4);
        gate.release(ALL);

        await().atMost(SOON).until(() -> receipts.size() == 4);
        await().atMost(SOON)
                .until(() -> on(() -> kept.keySet().stream()
                                .map(id -> id.substring(0, id.indexOf('/')))
                                .flatMap(incident -> desk.book().of(incident).stream())
                                .filter(desk::isHeld)
                                .count())
                        == 12);
        assertThat(begun)
                .as("the four that were with a worker when it was said")
                .hasSize(4);
        assertThat(pending()).isEqualTo(12);

        take(Incidents.open("worst", Level.CRITICAL));
        await().atMost(SOON).until(() -> begun.contains("recount/worst"));
    }

    @Test
    void an_orderly_stop_keeps_what_came_of_the_attempts_under_way_and_begins_no_other() throws Exception {
        use(FIRST);
        for (int i = 0; i < 12; i++) {
            take(Incidents.open("inc_" + i, Level.HIGH));
        }
        await().atMost(SOON).until(() -> begun.size() == 4);
        on(() -> {
            desk.deliver(false);
            return true;
        });
        var stopping = new Thread(() -> {
            try {
                workers.finish(SOON);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopping.start();
        await().atMost(SOON).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        gate.release(ALL);
        stopping.join();

        on(() -> true);
        assertThat(begun).hasSize(4);
        assertThat(receipts).hasSize(4);
        assertThat(kept.values().stream().filter(page -> page.pending() == null))
                .hasSize(4);
    }

    @Test
    void what_waits_for_a_channel_that_the_file_has_no_more_has_failed() throws Exception {
        gate.release(ALL);
        verdicts.add(new Verdict.Later("HTTP 503", HOUR));
        use(FIRST);
        take(Incidents.open("inc_1", Level.LOW));
        await().atMost(SOON).until(() -> receipts.size() == 1);

        on(() -> {
            desk.use(AlertsFile.NONE);
            return true;
        });
        assertThat(pending()).as("no file at all").isEqualTo(1);
        use(SECOND);

        assertThat(pending()).isZero();
        Page page = on(() -> desk.book().of("inc_1")).get(0);
        assertThat(page.attempts()).extracting(Attempt::outcome).endsWith(Attempt.Outcome.FAILED);
        assertThat(types("second")).isEqualTo(List.<MessageType>of());
    }
}
