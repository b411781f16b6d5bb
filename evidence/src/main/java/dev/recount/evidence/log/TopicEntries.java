package dev.recount.evidence.log;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.evidence.audit.Expiry;
import dev.recount.evidence.audit.RecordedEntries;
import dev.recount.evidence.seal.RecordEntry;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads {@code recount.events} from its beginning to what its end is now, a bounded window of each partition at a time. */
public final class TopicEntries implements RecordedEntries {

    private static final int AHEAD_MAX = 1_000;
    /** A partition that has so many waiting is not read on until they are taken. */
    private static final int WAITING_MAX = 4_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_POLLS = 150;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordAvro<Event> codec;
    private final Expiry expiry;
    private final Map<Integer, Window> windows = new TreeMap<>();

    /** What was read of a partition and not taken. */
    private static final class Window {
        private final TopicPartition partition;
        private final long begin;
        private final long end;
        private final List<Recorded> read = new ArrayList<>();
        private int taken;

        Window(TopicPartition partition, long begin, long end) {
            this.partition = partition;
            this.begin = begin;
            this.end = end;
        }

        int waiting() {
            return read.size() - taken;
        }

        void take() {
            taken++;
            if (taken > WAITING_MAX) {
                read.subList(0, taken).clear();
                taken = 0;
            }
        }
    }

    /**
     * Opens the topic.
     *
     * @param kafka client settings, with at least {@code bootstrap.servers}
     * @param asOf now
     */
    public TopicEntries(Map<String, String> kafka, RecordAvro<Event> codec, Instant asOf) {
        this.codec = codec;
        this.expiry = TopicExpiry.of(Map.copyOf(kafka), Topics.EVENTS.name(), asOf);
        this.consumer = new KafkaConsumer<>(
                ReadSettings.fromTheBeginning(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        var begin = consumer.beginningOffsets(partitions);
        var end = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        for (TopicPartition partition : partitions) {
            windows.put(
                    partition.partition(),
                    new Window(partition, begin.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L)));
        }
    }

    @Override
    public List<Integer> partitions() {
        return List.copyOf(windows.keySet());
    }

    private Window window(int partition) {
        var window = windows.get(partition);
        if (window == null) {
            throw new IllegalArgumentException("there is no partition " + partition);
        }
        return window;
    }

    @Override
    public @Nullable Recorded peek(int partition, int ahead) {
        var window = window(partition);
        if (ahead >= AHEAD_MAX) {
            return null;
        }
        for (int polls = 0; window.waiting() <= ahead && consumer.position(window.partition) < window.end; polls++) {
            if (polls == PATIENCE_POLLS) {
                throw new KafkaException(
                        "partition " + partition + " of " + Topics.EVENTS.name() + " cannot be read on");
            }
            poll();
        }
        return window.waiting() > ahead ? window.read.get(window.taken + ahead) : null;
    }

    private void poll() {
        windows.values().forEach(window -> {
            if (window.waiting() > WAITING_MAX) {
                consumer.pause(List.of(window.partition));
            } else {
                consumer.resume(List.of(window.partition));
            }
        });
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            var window = window(record.partition());
            if (record.offset() < window.end) {
                byte[] value = record.value() == null ? new byte[0] : record.value();
                window.read.add(new Recorded(record.offset(), RecordEntry.of(value, codec)));
            }
        }
    }

    @Override
    public void take(int partition) {
        window(partition).take();
    }

    @Override
    public long deleted(int partition) {
        return window(partition).begin;
    }

    @Override
    public Expiry expiry() {
        return expiry;
    }

    @Override
    public long left(int partition) {
        var next = peek(partition, 0);
        return next == null ? 0 : window(partition).end - next.offset();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
