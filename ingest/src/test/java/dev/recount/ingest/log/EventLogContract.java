package dev.recount.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} does. */
public abstract class EventLogContract {

    /** The log under test, fresh for each test. */
    protected abstract EventLog log();

    /** The values that a topic holds for a key, oldest first, read past the log under test. */
    protected abstract List<String> values(Topic topic, String key);

    @Test
    void tells_that_a_record_is_in_the_log() {
        var answers = new ConcurrentLinkedQueue<String>();

        append("k-told", "v", answers);

        await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() == 1);
        assertThat(answers).containsExactly("appended");
        assertThat(values(Topics.EVENTS, "k-told")).containsExactly("v");
    }

    @Test
    void keeps_the_order_of_a_key_and_answers_each_record_once() {
        var answers = new ConcurrentLinkedQueue<String>();
        int records = 5_000;

        for (int i = 0; i < records; i++) {
            append("k-order-" + i % 3, Integer.toString(i), answers);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> answers.size() >= records);
        assertThat(answers).hasSize(records).containsOnly("appended");
        for (int key = 0; key < 3; key++) {
            int remainder = key;
            assertThat(values(Topics.EVENTS, "k-order-" + key))
                    .containsExactlyElementsOf(IntStream.range(0, records)
                            .filter(i -> i % 3 == remainder)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void keeps_topics_apart() {
        var answers = new ConcurrentLinkedQueue<String>();

        log().append(Topics.REJECTED, "k-topic", bytes("refused"), failure -> answers.add("done"));

        await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() == 1);
        assertThat(values(Topics.REJECTED, "k-topic")).containsExactly("refused");
        assertThat(values(Topics.EVENTS, "k-topic")).isEmpty();
    }

    @Test
    void answers_also_after_it_was_closed_twice() {
        var answers = new ConcurrentLinkedQueue<String>();
        log().close();
        log().close();

        append("k-closed", "v", answers);

        await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() == 1);
        assertThat(answers).containsExactly("failed");
    }

    private void append(String key, String value, ConcurrentLinkedQueue<String> answers) {
        log().append(Topics.EVENTS, key, bytes(value), failure -> answers.add(failure == null ? "appended" : "failed"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
