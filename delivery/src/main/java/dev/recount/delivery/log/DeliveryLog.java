package dev.recount.delivery.log;

import dev.recount.codec.RecordJson;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.paging.Page;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to {@code recount.deliveries}. */
public final class DeliveryLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    static final RecordJson<Page> PAGES = RecordJson.of(Page.class);
    static final RecordJson<Closed> CLOSED = RecordJson.of(Closed.class);

    private final KafkaProducer<String, byte[]> producer;

    /** @param kafka client settings, with at least {@code bootstrap.servers} */
    public DeliveryLog(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Keeps a page. It is safe after {@link #flush}. */
    public void keep(Page page) {
        put(page.id(), PAGES.write(page));
    }

    /** Keeps whether a channel is closed. */
    public void keep(Closed closed) {
        put(closed.id(), CLOSED.write(closed));
    }

    private void put(String key, String json) {
        var record = new ProducerRecord<>(Topics.DELIVERIES.name(), 0, key, json.getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                LOG.error("delivery state not kept: key={} error={}", key, failure.toString());
            }
        });
    }

    /** Returns when Kafka has everything that was kept. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
