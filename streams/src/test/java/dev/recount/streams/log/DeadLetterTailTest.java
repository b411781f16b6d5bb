package dev.recount.streams.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterTailTest {

    private static final TopicPartition TOPIC = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
    private static final Instant AT = Instant.parse("2026-04-24T16:41:07Z");

    private final BlockingQueue<Event> recorded = new LinkedBlockingQueue<>();

    private static ConsumerRecord<byte[], byte[]> letter(long offset, String partition, String from, String error) {
        var headers = new RecordHeaders();
        Map.of("topic", "recount.events", "partition", partition, "offset", from, "exception", error)
                .forEach((name, value) ->
                        headers.add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                TOPIC.topic(),
                0,
                offset,
                AT.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                3,
                null,
                "hush".getBytes(StandardCharsets.UTF_8),
                headers,
                Optional.empty());
    }

    @Test
    void makes_one_gap_of_what_came_from_one_place_for_one_reason() {
        var gaps = DeadLetters.gaps(List.of(
                letter(7, "2", "17", "a.b.UndecodableRecord"),
                letter(8, "1", "5", "a.b.UndecodableRecord"),
                letter(9, "2", "19", "a.b.UndecodableRecord")));

        assertThat(gaps).extracting(Event::id).containsExactly("unread-0-7", "unread-0-8");
        var gap = gaps.get(0);
        assertThat(gap.is(EventType.RECORDER, Phase.GAP)).isTrue();
        assertThat(gap.occurredAt()).isEqualTo(AT);
        assertThat(gap.action().summary())
                .isEqualTo("could not read 2 of the records of recount.events, partition 2, offsets 17 to 19;"
                        + " recount.dead-letters keeps them");
        assertThat(gap.action().error().code()).isEqualTo("UndecodableRecord");
        assertThat(gap.resourceId()).isEqualTo("kafka:recount.events/2");
        assertThat(gap.toString()).doesNotContain("hush");
    }

    @Test
    void says_so_where_a_letter_tells_nothing() {
        var bare = new ConsumerRecord<byte[], byte[]>(TOPIC.topic(), 0, 3, null, new byte[0]);

        assertThat(DeadLetters.gaps(List.of(bare))).singleElement().satisfies(gap -> assertThat(gap.resourceId())
                .isEqualTo("kafka:unknown/unknown"));
    }

    @Test
    void records_gaps_and_tries_again_where_the_log_was_away() throws InterruptedException {
        var failures = new AtomicInteger(2);
        DeadLetterTail.Log log = gap -> {
            if (failures.getAndDecrement() > 0) {
                throw new IOException("away");
            }
            recorded.add(gap);
        };

        try (var tail = new DeadLetterTail(DeadLetterTailTest::consumer, log, Duration.ofMillis(1))) {
            tail.start();

            assertThat(recorded.poll(10, TimeUnit.SECONDS))
                    .extracting(Event::id)
                    .isEqualTo("unread-0-7");
        }
    }

    private static MockConsumer<byte[], byte[]> consumer() {
        var consumer = new MockConsumer<byte[], byte[]>(AutoOffsetResetStrategy.EARLIEST.name());
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(TOPIC));
            consumer.updateBeginningOffsets(Map.of(TOPIC, 7L));
            consumer.addRecord(letter(7, "2", "17", "a.b.UndecodableRecord"));
        });
        return consumer;
    }
}
