package dev.recount.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Codecs;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.ContentDigest;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07Z");
    private static final Codecs CODECS = Codecs.released();

    private final Acceptance acceptance =
            new Acceptance(new EventRedactor(new Fingerprinter(FingerprintKey.of(new byte[16]))), CODECS.events());
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Recorder recorder = new Recorder(log, CODECS, 1_000, 1 << 20);

    @Test
    void an_empty_batch_is_answered_at_once() {
        assertThat(recorder.record(List.of()).join()).isEmpty();
    }

    @Test
    void a_repeated_event_is_written_once_whenever_it_arrives() {
        assertThat(record(item("a", "ls", NOW))).isInstanceOf(Outcome.Accepted.class);
        assertThat(record(item("a", "ls", NOW.plusSeconds(90_000)))).isInstanceOf(Outcome.Duplicate.class);

        assertThat(log.events()).hasSize(1);
    }

    @Test
    void an_id_with_other_content_is_refused_and_kept() {
        record(item("a", "ls", NOW));

        var outcome = record(item("a", "rm", NOW));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(log.events()).hasSize(1);
        assertThat(log.rejections().get(0).id()).isEqualTo("a");
        assertThat(log.rejections().get(0).payload()).contains("\"operation\":\"rm\"");
    }

    @Test
    void a_duplicate_waits_for_the_write_it_repeats() {
        log.hold();
        var first = recorder.record(List.of(item("a", "ls", NOW)));
        var second = recorder.record(List.of(item("a", "ls", NOW), item("b", "ls", NOW)));

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        log.release();

        assertThat(first.join()).hasOnlyElementsOfType(Outcome.Accepted.class);
        assertThat(second.join().get(0)).isInstanceOf(Outcome.Duplicate.class);
        assertThat(second.join().get(1)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_duplicate_of_a_write_that_fails_has_failed_too_and_the_id_is_free_again() {
        log.fail(true);
        log.hold();
        var first = recorder.record(List.of(item("a", "ls", NOW)));
        var second = recorder.record(List.of(item("a", "ls", NOW)));
        log.release();
        log.fail(false);

        assertThat(first.join()).containsExactly(new Outcome.NotTaken(false));
        assertThat(second.join()).containsExactly(new Outcome.NotTaken(false));
        assertThat(record(item("a", "ls", NOW))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void what_the_log_already_has_is_remembered_by_its_content() {
        record(item("a", "ls", NOW));
        var stored = log.events().get(0);
        var afterRestart = new Recorder(log, CODECS, 1_000, 1 << 20);
        afterRestart.remember(ContentDigest.ofText("a"), ContentDigest.of(stored, CODECS.events()));

        var again = afterRestart
                .record(List.of(item("a", "ls", NOW.plusSeconds(5)), item("a", "rm", NOW)))
                .join();

        assertThat(again.get(0)).isInstanceOf(Outcome.Duplicate.class);
        assertThat(again.get(1)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void ids_beyond_the_window_are_written_again() {
        var small = new Recorder(log, CODECS, 10, 1 << 20);
        for (int i = 0; i < 40; i++) {
            small.record(List.of(item("e" + i, "ls", NOW))).join();
        }

        var recent = small.record(List.of(item("e39", "ls", NOW), item("e30", "ls", NOW)))
                .join();
        var old = small.record(List.of(item("e0", "ls", NOW))).join();

        assertThat(recent).hasOnlyElementsOfType(Outcome.Duplicate.class);
        assertThat(old).hasOnlyElementsOfType(Outcome.Accepted.class);
    }

    @Test
    void nothing_more_is_taken_while_too_much_waits() {
        var busy = new Recorder(log, CODECS, 10, 1);
        log.hold();
        var first = busy.record(List.of(item("a", "ls", NOW)));

        assertThat(busy.record(List.of(item("b", "ls", NOW))).join()).containsExactly(new Outcome.NotTaken(true));
        log.release();
        assertThat(first.join()).hasOnlyElementsOfType(Outcome.Accepted.class);
        assertThat(busy.saturated()).isFalse();
    }

    @Test
    void many_senders_of_the_same_events_write_each_once() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var wide = new Recorder(log, CODECS, 1_000, 1 << 30);
        var pool = Executors.newFixedThreadPool(4);
        var answers = new ArrayList<CompletableFuture<List<Outcome>>>();
        for (int batch = 0; batch < 200; batch++) {
            var items = new ArrayList<Item>();
            for (int i = 0; i < 10; i++) {
                items.add(item("e" + random.nextInt(300), "ls", NOW));
            }
            answers.add(CompletableFuture.supplyAsync(() -> wide.record(items).join(), pool));
        }
        long accepted = answers.stream()
                .flatMap(answer -> answer.join().stream())
                .filter(Outcome.Accepted.class::isInstance)
                .count();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(log.events())
                .as("seed " + seed)
                .hasSize((int) accepted)
                .extracting(Event::id)
                .doesNotHaveDuplicates();
    }

    private Outcome record(Item item) {
        return recorder.record(List.of(item)).join().get(0);
    }

    private Item item(String id, String operation, Instant now) {
        var action = new Action(null, null, operation, null, null, null, null, null, null, null);
        return acceptance.accept(
                Event.of(EventType.ACTION).id(id).action(action).build(), now);
    }
}
