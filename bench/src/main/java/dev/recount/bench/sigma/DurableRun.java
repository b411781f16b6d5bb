package dev.recount.bench.sigma;

import com.sun.management.ThreadMXBean;
import dev.recount.alert.Alert;
import dev.recount.codec.Codecs;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A streams application on a real broker in this process, from Avro events in Kafka to alerts in Kafka, state in RocksDB with
 * changelogs. Events are in the log before the clock starts; starting the application counts.
 */
record DurableRun(DurableApplication application) {

    static final int PARTITIONS = 4;

    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final Codecs CODECS = Codecs.released();
    private static final double NANOS = 1e9;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Speed of one round, and what the stream threads allocated. */
    record Round(double perCpuSecond, double perStreamThreadSecond, double wall, double bytesPerEvent) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,9.0f ev/cpu-s whole process with broker, %,9.0f ev/cpu-s of the stream threads, %,9.0f ev/s wall,"
                            + " %,7.0f bytes allocated an event",
                    perCpuSecond,
                    perStreamThreadSecond,
                    wall,
                    bytesPerEvent);
        }
    }

    /** Runs until every event is processed and the alerts are those expected, by their ids. */
    Round of(List<ProducerRecord<String, byte[]>> events, Set<String> expected) throws Exception {
        Path folder = Files.createTempDirectory("recount-bench");
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            kafka.start();
            String address = kafka.bootstrap().toString();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                new TopicSetup(admin, Duration.ofSeconds(20)).ensure(PublicTopics.with(PARTITIONS, 1));
            }
            send(events, address);
            return measure(new Place(address, folder.resolve("state")), events.size(), expected);
        } finally {
            delete(folder);
        }
    }

    private record Place(String address, Path state) {}

    private Round measure(Place place, int events, Set<String> expected) {
        double cpu = Measured.cpuSeconds();
        long start = System.nanoTime();
        Set<String> alerts = new HashSet<>();
        try (var running = application.start(place.address(), place.state());
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", place.address()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.ALERTS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (alerts.size() < expected.size() || running.processed() < events) {
                consumer.poll(Duration.ofMillis(20)).forEach(found -> {
                    Alert alert = CODECS.alerts().decode(found.value());
                    alerts.add(alert.id());
                });
                if (System.nanoTime() - start > TIME_LIMIT.toNanos() || !expected.containsAll(alerts)) {
                    throw new IllegalStateException("found " + alerts.size() + " of " + expected.size()
                            + " alerts, or others, after " + running.processed() + " events");
                }
            }
            return new Round(
                    events / (Measured.cpuSeconds() - cpu),
                    events * NANOS / ofStreamThreads(THREADS::getThreadCpuTime),
                    events * NANOS / (System.nanoTime() - start),
                    ofStreamThreads(THREADS::getThreadAllocatedBytes) / events);
        }
    }

    private static double ofStreamThreads(ToLongFunction<Long> measure) {
        double sum = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("StreamThread")) {
                sum += measure.applyAsLong(thread.getThreadId());
            }
        }
        return sum;
    }

    private static void send(List<ProducerRecord<String, byte[]>> events, String address) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                address,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "snappy",
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            events.forEach(event -> sent.add(producer.send(event)));
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
