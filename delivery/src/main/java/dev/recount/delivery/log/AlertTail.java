package dev.recount.delivery.log;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.UndecodableRecord;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads {@code recount.alerts} as it is written, from now on. */
public final class AlertTail extends Reader {

    private static final TopicPartition TOPIC = new TopicPartition(Topics.ALERTS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);

    private final RecordAvro<Alert> codec;
    private final Consumer<Alert> alerts;

    /**
     * @param kafka client settings, with at least {@code bootstrap.servers}
     * @param alerts is told every revision of an alert
     */
    public AlertTail(Map<String, String> kafka, RecordAvro<Alert> codec, Consumer<Alert> alerts) {
        super("recount-delivery-alerts", kafka, Map.of());
        this.codec = codec;
        this.alerts = alerts;
    }

    /** Begins to read. The topic must exist. */
    public void start() {
        startThread();
    }

    @Override
    void follow(KafkaConsumer<String, byte[]> consumer) {
        consumer.assign(List.of(TOPIC));
        consumer.seekToEnd(List.of(TOPIC));
        while (!isClosed()) {
            consumer.poll(POLL).forEach(record -> {
                if (record.value() != null) {
                    try {
                        alerts.accept(codec.decode(record.value()));
                    } catch (UndecodableRecord e) {
                        skipped(record, e);
                    }
                }
            });
        }
    }
}
