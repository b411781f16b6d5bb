package dev.recount.delivery.log;

import dev.recount.alert.Incident;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.UndecodableRecord;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads {@code recount.incidents} in one of all instances: whoever has its partition delivers. The place is committed only
 * after what was decided is kept. The first ever start begins at the end, for what lies before it is no news.
 */
public final class IncidentTail extends Reader {

    /** Who takes in what was read. */
    public interface Listener {

        /** This instance delivers from now on; returns when it knows all that was decided. */
        void begin() throws InterruptedException;

        /** Another instance delivers from now on. */
        void end();

        /** Takes in incidents; returns when what is to be done about them is kept. */
        void take(List<Incident> incidents) throws InterruptedException;
    }

    private static final TopicPartition TOPIC = new TopicPartition(Topics.INCIDENTS.name(), 0);
    private static final String GROUP = "recount-delivery";
    private static final Duration POLL = Duration.ofMillis(500);

    private final RecordAvro<Incident> codec;
    private final Listener listener;

    /**
     * @param kafka client settings, with at least {@code bootstrap.servers}
     * @param instance name of this process among those of its kind; after a kill it goes on at once under the same name
     */
    public IncidentTail(Map<String, String> kafka, String instance, RecordAvro<Incident> codec, Listener listener) {
        super(
                "recount-delivery-incidents",
                kafka,
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        "recount-delivery-" + instance,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        3_000,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest"));
        this.codec = codec;
        this.listener = listener;
    }

    /** Fixes where reading begins, and begins. The topic must exist. */
    public void start() {
        try (var first = open()) {
            if (first.committed(Set.of(TOPIC)).get(TOPIC) == null) {
                long end = first.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
                first.assign(List.of(TOPIC));
                first.commitSync(Map.of(TOPIC, new OffsetAndMetadata(end)));
            }
        } catch (CommitFailedException e) {
            // Another instance has begun meanwhile, and has committed where.
        }
        startThread();
    }

    @Override
    void follow(KafkaConsumer<String, byte[]> consumer) {
        consumer.subscribe(List.of(TOPIC.topic()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                listener.end();
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                if (!partitions.isEmpty()) {
                    interruptibly(listener::begin);
                }
            }
        });
        while (!isClosed()) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                var incidents = incidents(records);
                interruptibly(() -> listener.take(incidents));
                consumer.commitAsync();
            }
        }
    }

    private List<Incident> incidents(ConsumerRecords<String, byte[]> records) {
        var incidents = new ArrayList<Incident>();
        records.forEach(record -> {
            if (record.value() != null) {
                try {
                    incidents.add(codec.decode(record.value()));
                } catch (UndecodableRecord e) {
                    skipped(record, e);
                }
            }
        });
        return incidents;
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void interruptibly(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
