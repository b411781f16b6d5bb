package dev.recount.delivery.log;

import dev.recount.codec.UnreadableRecord;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.paging.Page;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads {@code recount.deliveries} from its beginning and on, in every instance: what one decides, all know. */
public final class DeliveryTail extends Reader {

    private static final TopicPartition TOPIC = new TopicPartition(Topics.DELIVERIES.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<Page> pages;
    private final Consumer<Closed> closed;
    private long position;

    /**
     * @param kafka client settings, with at least {@code bootstrap.servers}
     * @param pages is told every page as it is kept
     * @param closed is told of every channel that is closed or opened
     */
    public DeliveryTail(Map<String, String> kafka, Consumer<Page> pages, Consumer<Closed> closed) {
        super("recount-delivery-state", kafka, Map.of());
        this.pages = pages;
        this.closed = closed;
    }

    /** Reads what is there, and goes on reading. The topic must exist. */
    public void start() {
        startThread();
    }

    @Override
    void follow(KafkaConsumer<String, byte[]> consumer) {
        consumer.assign(List.of(TOPIC));
        consumer.seekToBeginning(List.of(TOPIC));
        while (!isClosed()) {
            consumer.poll(POLL).forEach(this::take);
            at(consumer.position(TOPIC));
        }
    }

    private synchronized void at(long reached) {
        position = reached;
        notifyAll();
    }

    /** Returns when everything has been read that stood on the topic when this was called. */
    public void awaitAll() throws InterruptedException {
        long end;
        try (var probe = open()) {
            end = probe.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
        }
        synchronized (this) {
            while (position < end && !isClosed()) {
                wait(POLL.toMillis());
            }
        }
    }

    /** What was kept of one incident, read from the topic: for what nobody holds in memory any more. */
    public List<Page> kept(String incidentId) {
        var found = new TreeMap<String, Page>();
        try (var reader = open()) {
            long end = reader.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
            reader.assign(List.of(TOPIC));
            reader.seekToBeginning(List.of(TOPIC));
            while (reader.position(TOPIC) < end && !isClosed()) {
                reader.poll(POLL).forEach(record -> {
                    if (record.value() != null && record.key().startsWith(incidentId + "/")) {
                        page(record).ifPresent(page -> found.put(page.id(), page));
                    }
                });
            }
        }
        return List.copyOf(found.values());
    }

    private static Optional<Page> page(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(DeliveryLog.PAGES.read(new String(record.value(), StandardCharsets.UTF_8)));
        } catch (UnreadableRecord e) {
            skipped(record, e);
            return Optional.empty();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (!record.key().startsWith(Closed.PREFIX)) {
            page(record).ifPresent(pages);
            return;
        }
        try {
            closed.accept(DeliveryLog.CLOSED.read(new String(record.value(), StandardCharsets.UTF_8)));
        } catch (UnreadableRecord e) {
            skipped(record, e);
        }
    }
}
