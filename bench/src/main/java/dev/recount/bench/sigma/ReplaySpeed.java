package dev.recount.bench.sigma;

import dev.recount.bench.query.Row;
import dev.recount.bench.query.SequenceInSql;
import dev.recount.codec.Codecs;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.log.LogReplay;
import dev.recount.streams.log.ReplayBounds;
import dev.recount.streams.log.TopicReader;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import dev.recount.streams.replay.RuleFigures;
import dev.recount.streams.replay.TimeRange;
import dev.recount.streams.topology.DetectionSettings;
import dev.recount.streams.topology.RecountDetect;
import dev.recount.topic.Topics;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * B8: the log through a thousand rules and ten sequences again, beside reading and decoding it and nothing else. With
 * {@code -Dlive=true} the detection application has run over it before, and the replay must say the same.
 */
final class ReplaySpeed {

    private static final long EVENTS = Long.getLong("events", 500_000);
    private static final int RULES = Integer.getInteger("rules", 1_000);
    private static final boolean LIVE = Boolean.parseBoolean(System.getProperty("live", "true"));
    private static final int SEQUENCES = 10;
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Codecs CODECS = Codecs.released();
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final Workload workload;
    private final PrintStream out;

    ReplaySpeed(Workload workload, PrintStream out) {
        this.workload = workload;
        this.out = out;
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("recount-bench");
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            kafka.start();
            String address = kafka.bootstrap().toString();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                new TopicSetup(admin, Duration.ofSeconds(20)).ensure(PublicTopics.with(PARTITIONS, 1));
            }
            ReplayLog log = new ReplayLog(address, workload);
            log.write(EVENTS);
            double replayed = measure(folder, address);
            askSql(log, replayed);
        } finally {
            DurableRun.delete(folder);
        }
    }

    /** The one planted sequence, which PostgreSQL is asked after its caches are warm. */
    private void askSql(ReplayLog log, double replayed) throws Exception {
        Optional<SequenceInSql> database =
                SequenceInSql.filled(rows -> log.each(EVENTS, event -> rows.accept(Row.of(event))));
        if (database.isEmpty()) {
            out.println("  PostgreSQL is absent");
            return;
        }
        try (SequenceInSql sql = database.get()) {
            sql.found();
            long start = System.nanoTime();
            require("PostgreSQL", ReplayLog.planted(EVENTS), sql.found());
            double asked = EVENTS / ((System.nanoTime() - start) / 1e9);
            out.printf("  %-32s %,10.0f events/s%n", "one sequence in PostgreSQL", asked);
            out.printf("  1,010 rules replayed at %.2f x PostgreSQL's one sequence%n", replayed / asked);
        }
    }

    private static void require(String who, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(who + " found " + found + " of " + expected + " planted sequences");
        }
    }

    /** The best round's events per second. */
    private double measure(Path folder, String address) throws Exception {
        RuleBook rules = ReplayRules.book(workload.rules(RULES), SEQUENCES);
        out.printf(
                "%n== Replay: %,d events, %,d rules and %d sequences, %d partitions, %d threads, broker in the same process%n",
                EVENTS, RULES, SEQUENCES, PARTITIONS, THREADS);
        if (LIVE) {
            timed("live, as a Streams application", () -> live(rules, folder, address));
        }
        double best = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            double bare = timed("consumed and decoded alone", () -> ReplayBaseline.decoded(address, THREADS));
            double replayed = timed("replayed", () -> replayed(rules, address));
            out.printf("  replayed at %.0f %% of consuming and decoding%n", 100 * replayed / bare);
            best = Math.max(best, replayed);
        }
        return best;
    }

    private double timed(String what, Callable<Long> work) throws Exception {
        double cpu = Measured.cpuSeconds();
        long start = System.nanoTime();
        long events = work.call();
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "  %-32s %,10.0f events/s, %,10.0f ev/cpu-s%n",
                what, events / seconds, events / (Measured.cpuSeconds() - cpu));
        if (events != EVENTS) {
            throw new IllegalStateException(what + ": " + events + " events");
        }
        return events / seconds;
    }

    private long replayed(RuleBook rules, String address) throws InterruptedException {
        var replay = new LogReplay(
                new TopicReader(Map.of("bootstrap.servers", address)),
                CODECS,
                new ReplayBounds(THREADS, 1_000_000, 5_000_000));
        ReplayReport report = replay.run(entries -> rules, TimeRange.ALWAYS, LATER, new ReplayProgress());
        var difference = report.difference();
        if (LIVE && !difference.isEmpty()) {
            throw new IllegalStateException("live and replayed differ: %d added, %d removed, %d changed, %d same"
                    .formatted(
                            difference.added().size(),
                            difference.removed().size(),
                            difference.changed().size(),
                            difference.same()));
        }
        require("the replay", ReplayLog.planted(EVENTS), alerts(report));
        out.printf(
                "  %,d alerts, %s%n",
                difference.same() + difference.added().size(), LIVE ? "the same as live" : "not compared");
        return report.events();
    }

    private static long alerts(ReplayReport report) {
        return report.rules().stream()
                .filter(rule -> rule.rule().id().equals(ReplayRules.PLANTED))
                .mapToLong(RuleFigures::alerts)
                .sum();
    }

    /** Until all events are processed and no alert has come for a while. */
    private static long live(RuleBook rules, Path folder, String address) throws Exception {
        DetectionSettings settings = new DetectionSettings(
                address, "bench", folder.resolve("state"), 1, "at_least_once", Duration.ofMillis(200), Map.of());
        try (RecountDetect detect = new RecountDetect(settings, CODECS, LiveRules.always(rules))) {
            detect.start();
            long said = -1;
            while (detect.counters().snapshot().getOrDefault("events", 0L) < EVENTS || said != alerts(address)) {
                said = alerts(address);
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            }
            return detect.counters().snapshot().getOrDefault("events", 0L);
        }
    }

    private static long alerts(String address) {
        var partition = new TopicPartition(Topics.ALERTS.name(), 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", address),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }
}
