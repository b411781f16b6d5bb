package dev.recount.streams.log;

import dev.recount.event.Event;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code recount.dead-letters} in one of all instances and puts a gap on record for what it finds. The place is committed
 * after that: a letter is told of at least once, and its event has the same id each time.
 */
public final class DeadLetterTail implements AutoCloseable {

    /** Puts an event on record, and returns when it is there. */
    @FunctionalInterface
    public interface Log {
        void put(Event event) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTail.class);
    private static final String GROUP = "recount-unread";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long CLOSE_TIMEOUT_MS = 5_000;
    private static final int ATTEMPTS_MAX = 10;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Log log;
    private final Duration retry;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, GROUP);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private int attempts;

    /** @param bootstrap Kafka's addresses */
    public DeadLetterTail(String bootstrap, Log log) {
        this(() -> open(bootstrap), log, Duration.ofSeconds(1));
    }

    DeadLetterTail(Supplier<Consumer<byte[], byte[]>> consumers, Log log, Duration retry) {
        this.consumers = consumers;
        this.log = log;
        this.retry = retry;
        thread.setDaemon(true);
    }

    private static Consumer<byte[], byte[]> open(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Begins to read. The topic must exist. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!isClosed()) {
            try (var opened = consumers.get()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("reading stopped: thread={}", GROUP);
            } catch (RuntimeException e) {
                LOG.warn("reading interrupted: thread={} error={}", GROUP, e.toString());
                pause();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> opened) {
        opened.subscribe(List.of(Topics.DEAD_LETTERS.name()));
        while (!isClosed()) {
            var letters = opened.poll(POLL);
            if (!letters.isEmpty()) {
                DeadLetters.gaps(letters).forEach(this::put);
                opened.commitSync();
            }
        }
    }

    /** A log that is away comes back; an event that is refused each time must not hide those after it. */
    private void put(Event gap) {
        try {
            log.put(gap);
            attempts = 0;
        } catch (IOException e) {
            if (++attempts < ATTEMPTS_MAX) {
                throw new UncheckedIOException(e);
            }
            attempts = 0;
            LOG.error("gap not recorded: id={} error={}", gap.id(), e.getMessage());
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            var unused = closing.await(retry.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
