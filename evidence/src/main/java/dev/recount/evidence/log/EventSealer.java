package dev.recount.evidence.log;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.RecordEntry;
import dev.recount.evidence.seal.SealPolicy;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code recount.events}, seals what it reads, and publishes each checkpoint after it is on disk. A log whose last
 * published checkpoint is not the one on disk stands still and says so: to go on would be to sign two histories.
 */
public final class EventSealer implements Component {

    private static final Logger LOG = LoggerFactory.getLogger(EventSealer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofSeconds(15);
    private static final long PARTITIONS_LOOKED_UP_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final Clients clients;
    private final RecordAvro<Event> codec;
    private final EvidenceLog log;
    private final SealPolicy policy;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String fault = "not reading yet";
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable CheckpointTopic checkpoints;
    private @Nullable Thread thread;
    private long firstUnsealedNanos;
    private Duration pause = RETRY;
    /** Whether an I/O error has left more in the files or in memory than the last checkpoint covers. */
    private boolean isUncertain;

    /** How Kafka is reached; both are opened anew after each failure. */
    interface Clients {
        Consumer<byte[], byte[]> records();

        Producer<String, byte[]> checkpoints();
    }

    private record KafkaClients(Map<String, Object> kafka) implements Clients {
        @Override
        public Consumer<byte[], byte[]> records() {
            return new KafkaConsumer<>(
                    ReadSettings.fromTheBeginning(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public Producer<String, byte[]> checkpoints() {
            return CheckpointTopic.producer(kafka);
        }
    }

    /**
     * @param kafka Kafka client settings, with at least {@code bootstrap.servers}
     * @param log what is sealed into; closed with this component
     */
    public EventSealer(Map<String, String> kafka, RecordAvro<Event> codec, EvidenceLog log, SealPolicy policy) {
        this(new KafkaClients(Map.copyOf(kafka)), codec, log, policy);
    }

    EventSealer(Clients clients, RecordAvro<Event> codec, EvidenceLog log, SealPolicy policy) {
        this.clients = clients;
        this.codec = codec;
        this.log = log;
        this.policy = policy;
    }

    /** Starts sealing. The topics must exist. */
    public synchronized void start() {
        var started = new Thread(this::run, "recount-sealer");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                attempt();
            }
        } catch (InterruptedException e) {
            ended(e);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            ended(e);
        }
    }

    private void attempt() throws InterruptedException {
        try (var topic = new CheckpointTopic(clients.checkpoints(), log.verifier());
                var opened = clients.records()) {
            checkpoints = topic;
            consumer = opened;
            if (isUncertain) {
                log.goBack();
                isUncertain = false;
            }
            follow(opened, topic);
        } catch (WakeupException e) {
            LOG.debug("sealing stopped");
        } catch (KafkaException e) {
            down("the log cannot be reached", e);
        } catch (IOException | UncheckedIOException e) {
            isUncertain = true;
            down("the evidence folder cannot be written or read; it is tried again", e);
        }
    }

    private void ended(Throwable reason) {
        if (closing.getCount() > 0) {
            fault = "sealing has ended (" + reason.getClass().getSimpleName() + "); nothing is sealed until a restart";
            LOG.error("{}", fault, reason);
        }
    }

    /** Waits, each time in a row longer than the last. */
    private void down(String reason, Exception e) throws InterruptedException {
        fault = reason;
        LOG.warn("sealing interrupted: {}; error={}", reason, e.toString());
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("sealing stopped");
        }
        pause = pause.multipliedBy(2).compareTo(RETRY_MAX) > 0 ? RETRY_MAX : pause.multipliedBy(2);
    }

    private void follow(Consumer<byte[], byte[]> reader, CheckpointTopic topic)
            throws IOException, InterruptedException {
        var sealed = log.sealed();
        var published = topic.largest(reader).orElse(null);
        if (published != null && isAnotherHistory(sealed, published)) {
            fault = "the evidence folder is older than, or another than, what was published; nothing more is sealed";
            LOG.error("{}: published={} here={}", fault, published.size(), sealed.size());
            closing.await();
            return;
        }
        if (sealed.size() > 0 && (published == null || published.size() < sealed.size())) {
            topic.publish(sealed);
        }
        long lookedUp = assign(reader);
        fault = "";
        pause = RETRY;
        while (closing.getCount() > 0) {
            take(reader);
            sealIfDue(topic);
            if (System.nanoTime() - lookedUp > PARTITIONS_LOOKED_UP_NANOS) {
                lookedUp = assign(reader);
            }
        }
    }

    /** Also where the tree is longer: it may have been grown from another beginning. */
    private static boolean isAnotherHistory(SealedLog here, Checkpoint published) {
        return published.size() > here.size()
                || (published.size() > 0
                        && !Arrays.equals(published.root(), here.nodes().root(0, published.size())));
    }

    /** Reads every partition from where the log stands; partitions may have been added since. */
    private long assign(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = reader.partitionsFor(Topics.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (!reader.assignment().containsAll(partitions) || reader.assignment().size() != partitions.size()) {
            reader.assign(partitions);
            var positions = log.positions();
            partitions.forEach(partition -> reader.seek(partition, positions.getOrDefault(partition.partition(), 0L)));
        }
        return System.nanoTime();
    }

    private void take(Consumer<byte[], byte[]> reader) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            if (log.unsealed() == 0) {
                firstUnsealedNanos = System.nanoTime();
            }
            byte[] value = record.value() == null ? new byte[0] : record.value();
            log.append(record.partition(), record.offset(), RecordEntry.of(value, codec));
        }
    }

    private void sealIfDue(CheckpointTopic topic) throws IOException, InterruptedException {
        if (policy.isDue(log.unsealed(), System.nanoTime() - firstUnsealedNanos)) {
            topic.publish(log.seal());
        }
    }

    /** Publishes a checkpoint of this log again, with cosignatures; what cannot be published now is left out. */
    public void publish(SealedLog cosigned) {
        var topic = checkpoints;
        if (topic == null || closing.getCount() == 0) {
            return;
        }
        try {
            topic.publish(cosigned);
        } catch (KafkaException | IllegalStateException e) {
            // The second is what a producer says that was closed meanwhile.
            LOG.warn("cosignatures not published: error={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log as it was sealed last. */
    public SealedLog sealed() {
        return log.sealed();
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public Check check() {
        return fault.isEmpty() ? Check.up() : Check.down(fault);
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing.countDown();
            running = thread;
        }
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            if (running != null) {
                running.join(CLOSE_TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
