package dev.recount.streams.index;

import dev.recount.codec.Codecs;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.streams.log.TopicEnd;
import dev.recount.streams.log.TopicReader;
import dev.recount.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application {@code recount-index}. Each start is a new consumer group that begins where the databases on disk say
 * they stand: there is no old member to wait for, and what a crash took from a database is simply read again.
 */
public final class RecountIndex implements Component, IndexReads {

    private static final Logger LOG = LoggerFactory.getLogger(RecountIndex.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final IndexConfig config;
    private final Codecs codecs;
    private final Runnable changed;
    private final Supplier<Instant> inLog;
    private final IndexCounters counters = new IndexCounters();
    private @Nullable IndexFiles files;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable LagWatch lag;
    private volatile @Nullable BulkLoad load;
    private volatile CatchUp catchUp = new CatchUp(Map.of());
    private volatile Gaps gaps = new Gaps((partition, from, end) -> true, partition -> IndexDatabase.NOTHING);

    /**
     * An index that does nothing until started.
     *
     * @param changed told after each change, from the thread that made it; must return at once
     * @param inLog until when all that is recorded is in the log, at the least; asked once a second
     */
    public RecountIndex(IndexConfig config, Codecs codecs, Runnable changed, Supplier<Instant> inLog) {
        this.config = config;
        this.codecs = codecs;
        this.changed = changed;
        this.inLog = inLog;
    }

    /**
     * Opens the databases and starts folding. The topics must exist.
     *
     * @throws IndexUnavailable when Kafka does not answer or the databases cannot be opened
     */
    public synchronized void start() {
        var group = "recount-index-" + config.instance() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        try (var admin = Admin.create(admin())) {
            var log = new IndexLog(admin);
            var topics =
                    log.describe(IndexStores.topics().stream().map(Topic::name).toList());
            new IndexIdentity(config.folder()).claim(IndexLog.ids(topics));
            forgetLast(log, group);
            var partitions = IndexLog.partitions(topics);
            var opened = new IndexFiles(config.folder().resolve("stores"), config.memoryBytes());
            files = opened;
            log.begin(group, next(opened, partitions));
            catchUp = new CatchUp(log.ends(partitions));
            gaps = new Gaps(new TopicReader(clients())::hasRecord, partition -> position(opened, partition));
            lag = new LagWatch(Admin.create(admin()), partitions, gaps, inLog);
            load = BulkLoad.begun(opened.database(IndexStores.EVENTS), () -> catchUp.left(gaps::next));
        }
        var topology = new IndexTopology(codecs, files, counters, changed).topology();
        var started = new KafkaStreams(topology, new StreamsConfig(IndexSettings.of(config, group)));
        started.setUncaughtExceptionHandler(e -> {
            LOG.error("index stopped: error={}", e.toString(), e);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        started.start();
        streams = started;
    }

    private Map<String, Object> admin() {
        return Map.copyOf(clients());
    }

    private Map<String, String> clients() {
        Map<String, String> settings = new HashMap<>(config.kafka());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
        return settings;
    }

    /**
     * How many records that were in the log a second ago are not in the index; empty while that is not known: before the
     * first second, and while Kafka does not answer.
     */
    public OptionalLong behind() {
        var watch = lag;
        return watch == null ? OptionalLong.empty() : watch.behind();
    }

    /** All that was recorded until then is in the index; empty while that is not known. No more than some seconds old. */
    public Optional<Instant> settled() {
        var watch = lag;
        return watch == null ? Optional.empty() : watch.settled();
    }

    /** Whether the index has everything up to these offsets, each included. */
    public boolean has(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream().allMatch(last -> next(last.getKey()) > last.getValue());
    }

    private static Map<TopicPartition, Long> next(IndexFiles files, Iterable<TopicPartition> partitions) {
        var next = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            long position = position(files, partition);
            if (position != IndexDatabase.NOTHING) {
                next.put(partition, position + 1);
            }
        }
        return next;
    }

    private static long position(IndexFiles files, TopicPartition partition) {
        return files.database(IndexStores.of(partition.topic())).position(partition.partition());
    }

    /** The last start's group and its task folders, which hold nothing but locks, are of no use to anybody. */
    private void forgetLast(IndexLog log, String group) {
        Path name = config.folder().resolve("group");
        try {
            if (Files.exists(name)) {
                log.forget(Files.readString(name).strip());
            }
            IndexIdentity.delete(config.folder().resolve("tasks"));
            Files.writeString(name, group);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the index at " + config.folder(), e);
        }
    }

    @Override
    public ReadableStore store(String name) {
        return () -> {
            var running = streams;
            if (running == null) {
                throw new IndexUnavailable("the index is not started");
            }
            try {
                return running.store(StoreQueryParameters.fromNameAndType(name, new IndexStore.Type()))
                        .reads();
            } catch (InvalidStateStoreException e) {
                throw new IndexUnavailable("the index is not ready", e);
            }
        };
    }

    /**
     * Tells whenever it is asked whether the index has what is in a topic now.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     * @throws IndexUnavailable when it is asked while the index is not started
     */
    public BooleanSupplier upTo(Topic topic) {
        var end = new TopicEnd(new TopicReader(clients()), topic);
        return () -> end.isReached(this::next);
    }

    private long next(TopicPartition partition) {
        if (files == null) {
            throw new IndexUnavailable("the index is not started");
        }
        return gaps.next(partition);
    }

    /** What has been seen since the start. */
    public IndexCounters counters() {
        return counters;
    }

    @Override
    public String name() {
        return "index";
    }

    /** Up once everything that was in the topics when it started is in the index. */
    @Override
    public Check check() {
        var running = streams;
        if (running == null) {
            return Check.down("not started");
        }
        if (running.state() != KafkaStreams.State.RUNNING) {
            return Check.down("state " + running.state());
        }
        long left = catchUp.left(gaps::next);
        if (left > 0) {
            return Check.down("indexing what was recorded before the start: " + left + " records to go");
        }
        var loading = load;
        return loading == null || loading.isOver() ? Check.up() : Check.down("merging the files of the index");
    }

    @Override
    public synchronized void close() {
        var running = streams;
        if (running != null) {
            running.close(CLOSE_TIMEOUT);
            streams = null;
        }
        var loading = load;
        if (loading != null) {
            loading.close();
            load = null;
        }
        var watch = lag;
        if (watch != null) {
            watch.close();
            lag = null;
        }
        if (files != null) {
            files.close();
            files = null;
        }
    }
}
