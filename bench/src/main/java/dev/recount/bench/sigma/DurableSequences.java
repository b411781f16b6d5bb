package dev.recount.bench.sigma;

import dev.recount.alert.Alert;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.topology.DetectionSettings;
import dev.recount.streams.topology.RecountDetect;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
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
 * B4 with durable state: the real detection application on a real broker in this process, from Avro events in Kafka to alerts in
 * Kafka, state in RocksDB with changelogs. Events are in the log before the clock starts. It does all it does in production,
 * enrichment and incidents included, so it is not the same work as a peer's pattern over five fields on the heap.
 */
final class DurableSequences {

    private static final int EVENTS = 500_000;
    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 3;
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final Codecs CODECS = Codecs.released();
    private static final double NANOS = 1e9;

    private static final String RULES = """
            title: read
            name: read
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: credential.read, labels.in_scope: 'false'}, condition: sel}
            ---
            title: used
            name: used
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: credential.use}, condition: sel}
            ---
            title: deleted
            name: deleted
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: resource.delete, resource.environment: production}, condition: sel}
            ---
            title: sequence
            id: 5f2d7a52-8f43-4d0e-9f3a-2b8f6a0c1d11
            name: sequence
            level: high
            correlation:
              type: temporal_ordered
              rules: [read, used, deleted]
              group-by: [session.id, credential.fingerprint]
              timespan: 10m
            """;

    private final Workload workload;
    private final PrintStream out;

    DurableSequences(Workload workload, PrintStream out) {
        this.workload = workload;
        this.out = out;
    }

    /** Speed of one round. */
    private record Round(double perCpuSecond, double perStreamThreadSecond, double wall) {}

    void run() throws Exception {
        List<Event> events =
                workload.events(EVENTS).stream().map(RecountEvents::of).toList();
        int planted = Workload.planted(EVENTS);
        RuleBook rules = RuleBook.of(RuleCollection.of(SigmaParser.parse("sequence.yml", RULES)));
        out.printf(
                "%n== The sequence in the streams application, durable: %,d events %s, %d planted, %d partitions%n",
                EVENTS, workload.origin(), planted, PARTITIONS);
        for (String guarantee : List.of("at_least_once", "exactly_once_v2")) {
            for (int i = 1; i <= ROUNDS; i++) {
                Round round = round(events, rules, guarantee, planted);
                out.printf(
                        "  %-16s round %d: %,9.0f ev/cpu-s whole process with broker, %,9.0f ev/cpu-s of the stream threads,"
                                + " %,9.0f ev/s wall; %d alerts%n",
                        guarantee, i, round.perCpuSecond(), round.perStreamThreadSecond(), round.wall(), planted);
            }
        }
    }

    private static Round round(List<Event> events, RuleBook rules, String guarantee, int planted) throws Exception {
        Path folder = Files.createTempDirectory("recount-bench");
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            kafka.start();
            String address = kafka.bootstrap().toString();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                new TopicSetup(admin, Duration.ofSeconds(20)).ensure(PublicTopics.with(PARTITIONS, 1));
            }
            send(events, address);
            DetectionSettings settings = new DetectionSettings(
                    address, "bench", folder.resolve("state"), 1, guarantee, Duration.ofMillis(200), Map.of());
            try (RecountDetect detect = new RecountDetect(settings, CODECS, LiveRules.always(rules))) {
                return measure(detect, address, events.size(), planted);
            }
        } finally {
            delete(folder);
        }
    }

    private static Round measure(RecountDetect detect, String address, int events, int planted) {
        double cpu = Measured.cpuSeconds();
        long start = System.nanoTime();
        detect.start();
        Set<String> alerts = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", address),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.ALERTS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (alerts.size() < planted || detect.counters().snapshot().getOrDefault("events", 0L) < events) {
                consumer.poll(Duration.ofMillis(20)).forEach(found -> {
                    Alert alert = CODECS.alerts().decode(found.value());
                    alerts.add(alert.id());
                });
                if (System.nanoTime() - start > TIME_LIMIT.toNanos() || alerts.size() > planted) {
                    throw new IllegalStateException("found " + alerts.size() + " of " + planted + " sequences, after "
                            + detect.counters().snapshot());
                }
            }
        }
        return new Round(
                events / (Measured.cpuSeconds() - cpu),
                events * NANOS / streamThreadNanos(),
                events * NANOS / (System.nanoTime() - start));
    }

    private static double streamThreadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("StreamThread")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    private static void send(List<Event> events, String address) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                address,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Event event : events) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.EVENTS.name(), Topics.key(event), CODECS.events().encode(event))));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
