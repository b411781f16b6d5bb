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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code recount.events}, seals what it reads, and publishes each checkpoint after it is on disk. A log whose last
 * published checkpoint is not the one on disk stands still and says so: to go on would be to sign two histories. So does one
 * that is empty where this instance had another.
 */
public final class EventSealer implements Component {

    private static final Logger LOG = LoggerFactory.getLogger(EventSealer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofSeconds(15);
    private static final long PARTITIONS_LOOKED_UP_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final SealingClients clients;
    private final RecordAvro<Event> codec;
    private final EvidenceLog log;
    private final SealPolicy policy;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Beginning beginning = new Beginning();
    private final Publisher publisher;
    private volatile Check state = Check.down("not reading yet");
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable CheckpointTopic checkpoints;
    private @Nullable Thread thread;
    private long firstUnsealedNanos;
    private Duration pause = RETRY;
    /** Whether an I/O error has left more in the files or in memory than the last checkpoint covers. */
    private boolean isUncertain;

    /**
     * @param kafka Kafka client settings, with at least {@code bootstrap.servers}
     * @param instance this process's name among its kind, under which it has published before
     * @param log what is sealed into; closed with this component
     */
    public EventSealer(
            Map<String, String> kafka, String instance, RecordAvro<Event> codec, EvidenceLog log, SealPolicy policy) {
        this(SealingClients.of(Map.copyOf(kafka)), instance, codec, log, policy);
    }

    EventSealer(SealingClients clients, String instance, RecordAvro<Event> codec, EvidenceLog log, SealPolicy policy) {
        this.clients = clients;
        this.publisher = new Publisher(instance, log.verifier());
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
        try (var topic = new CheckpointTopic(clients.checkpoints(), publisher);
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
            var said =
                    "sealing has ended (" + reason.getClass().getSimpleName() + "); nothing is sealed until a restart";
            state = Check.stuck(said);
            LOG.error("{}", said, reason);
        }
    }

    /** Waits, each time in a row longer than the last. */
    private void down(String reason, Exception e) throws InterruptedException {
        state = Check.down(reason);
        LOG.warn("sealing interrupted: {}; error={}", reason, e.toString());
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("sealing stopped");
        }
        pause = pause.multipliedBy(2).compareTo(RETRY_MAX) > 0 ? RETRY_MAX : pause.multipliedBy(2);
    }

    private void follow(Consumer<byte[], byte[]> reader, CheckpointTopic topic)
            throws IOException, InterruptedException {
        var sealed = log.sealed();
        var found = topic.find(reader, sealed.size() == 0);
        if (!mayGoOn(sealed, found)) {
            return;
        }
        if (sealed.size() > found.largest().map(Checkpoint::size).orElse(0L)) {
            topic.publish(sealed);
        }
        long lookedUp = assign(reader);
        state = Check.up();
        pause = RETRY;
        while (closing.getCount() > 0) {
            take(reader);
            sealIfDue(topic);
            if (System.nanoTime() - lookedUp > PARTITIONS_LOOKED_UP_NANOS) {
                lookedUp = assign(reader);
            }
        }
    }

    /** Whether to seal here is to go on with what was published; if not, returns when somebody has done something about it. */
    private boolean mayGoOn(SealedLog sealed, CheckpointTopic.Found found) throws InterruptedException {
        if (!found.largest().map(sealed::continues).orElse(true)) {
            stuck("the evidence folder is older than, or another than, what was published; nothing more is sealed."
                    + " Stop, put its newest copy back, and start again");
            closing.await();
            return false;
        }
        if (sealed.size() == 0 && !beginning.isAllowed(found.lost())) {
            stuck(
                    "this instance had a log of evidence before, and its folder is empty; nothing is sealed. Stop, put the"
                            + " folder back from a copy, and start again; or begin a new log: recount evidence begin");
            beginning.await();
            return false;
        }
        return true;
    }

    private void stuck(String reason) {
        state = Check.stuck(reason);
        LOG.error("{}", reason);
    }

    /** The log that this instance had before and has no more; nothing is sealed as long as there is one. */
    public Optional<LostLog> lost() {
        return beginning.lost();
    }

    /** Begins a new log in the place of the one that is lost. */
    public void begin() {
        beginning.want();
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
        return state;
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing.countDown();
            running = thread;
        }
        beginning.close();
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
