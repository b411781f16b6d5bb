package dev.recount.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Session;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.standalone.system.RunningRecount;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Three query instances as processes of their own over one log, and a Kafka and nothing else beside them: how fast one with an
 * empty disk is ready, and whether each answers as a look at every event does, also while one is killed and when it is back.
 *
 * <pre>
 * bench/instances                      200,000 events
 * bench/instances -Devents=2000000 -Dinstances=1   how fast one is restored, and nothing else
 * </pre>
 */
public final class InstancesBench {

    private static final long SEED = 7;
    private static final int PARTITIONS = 4;
    private static final int INSTANCES = 3;
    private static final Map<String, String> SHARED = Map.of(
            "RECOUNT_TOKEN", "the token of a benchmark", "RECOUNT_FINGERPRINT_KEY", "0123456789abcdef".repeat(4));

    private final PrintStream out;
    private final List<String> launcher;
    private final Path folder;
    private final int events = Integer.getInteger("events", 200_000);
    private final int wanted = Integer.getInteger("instances", INSTANCES);
    private final Questions questions = new Questions(SEED, Integer.getInteger("questions", 50));
    private final KnownEvents known = new KnownEvents();
    private final List<RunningRecount> instances = new ArrayList<>();
    private String bootstrap = "";

    private InstancesBench(PrintStream out, List<String> launcher, Path folder) {
        this.out = out;
        this.launcher = launcher;
        this.folder = folder;
    }

    /**
     * Runs it.
     *
     * @param args the launcher
     */
    public static void main(String[] args) throws Exception {
        new InstancesBench(System.out, List.of(args), Files.createTempDirectory("recount-instances")).run();
    }

    private void run() throws Exception {
        try (var data = DataDirectory.open(folder.resolve("kafka"));
                var kafka = new EmbeddedKafka(data)) {
            kafka.start();
            bootstrap = kafka.bootstrap().toString();
            makeTopics();
            produce(events, "");
            for (int i = 0; i < wanted; i++) {
                instances.add(instance(i));
            }
            compare(instances, "all up");
            restore();
            if (wanted == INSTANCES) {
                lose();
            }
        } finally {
            instances.forEach(RunningRecount::close);
        }
    }

    /** What a start takes anyway is what it takes on a disk that has everything. */
    private void restore() throws IOException {
        var last = instances.size() - 1;
        var restored = instances.get(last);
        restored.kill();
        instances.set(last, instance(last));
        double empty = restored.readySeconds();
        double again = instances.get(last).readySeconds();
        say(
                "an empty disk: ready after %.1f s, killed and started again after %.1f s: %,.0f events/s restored",
                empty, again, known.count() / (empty - again));
        say("the same events read and nothing done with them: %,.0f events/s", consumed());
    }

    private void lose() throws IOException {
        instances.get(1).kill();
        produce(events / 10, "more-");
        var alive = List.of(instances.get(0), instances.get(2));
        for (RunningRecount instance : alive) {
            awaitVisible(instance);
        }
        compare(alive, "the second killed, more recorded meanwhile");
        instances.set(1, instance(1));
        say("the killed one was ready again after %.1f s", instances.get(1).readySeconds());
        compare(instances, "the second back on its disk");
    }

    private void makeTopics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var unused = new TopicSetup(admin, Duration.ofSeconds(30)).ensure(PublicTopics.with(PARTITIONS, 1));
        }
    }

    private RunningRecount instance(int number) throws IOException {
        var environment = new HashMap<>(SHARED);
        environment.put("RECOUNT_BOOTSTRAP", bootstrap);
        return RunningRecount.start(launcher, "query", folder.resolve("query-" + number), environment);
    }

    /** The better of two, because the first one compiles as it goes. */
    private double consumed() {
        return Math.max(
                BareConsume.perSecond(bootstrap, known.count()), BareConsume.perSecond(bootstrap, known.count()));
    }

    /** Straight into the log, as producers outside Recount do. */
    private void produce(int count, String prefix) {
        var codecs = Codecs.released();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "compression.type", "snappy");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            new Fleet(SEED + prefix.length(), count, (event, partition) -> {
                        var sent = prefix.isEmpty() ? event : renamed(event, prefix);
                        known.add(sent);
                        questions.see(sent);
                        var unused = producer.send(new ProducerRecord<>(
                                Topics.EVENTS.name(),
                                Topics.key(sent),
                                codecs.events().encode(sent)));
                    })
                    .run();
        }
    }

    /** The same once more, in sessions of their own. */
    private static Event renamed(Event event, String prefix) {
        var session = Objects.requireNonNull(event.session());
        return event.toBuilder()
                .id(prefix + event.id())
                .session(new Session(prefix + session.id(), session.seq(), null, null, null))
                .build();
    }

    /** Until the newest event of every session that was sent last can be read. */
    private void awaitVisible(RunningRecount instance) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        for (String id : known.newest()) {
            while (!has(instance, id)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("event " + id + " not visible within ten minutes");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private static boolean has(RunningRecount instance, String id) {
        try {
            instance.get("/v1/events/" + id);
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void compare(List<RunningRecount> asked, String when) throws IOException {
        int compared = 0;
        for (var sameKind : questions.drawn().values()) {
            for (Question question : sameKind) {
                var expected = known.answer(question);
                for (RunningRecount instance : asked) {
                    var answer = ids(instance, question.path());
                    if (!answer.equals(expected)) {
                        throw new IllegalStateException(when + ": " + question + ": " + answer.size() + " events"
                                + " (expected: " + expected.size() + ")");
                    }
                    compared++;
                }
            }
        }
        say("%s: %,d answers are those of a look at every event", when, compared);
    }

    private static List<String> ids(RunningRecount instance, String path) throws IOException {
        var ids = new ArrayList<String>();
        for (String next = path; !next.isEmpty(); ) {
            JsonNode page = RecordJson.MAPPER.readTree(instance.get(next));
            page.get("items").forEach(item -> ids.add(item.at("/event/id").textValue()));
            var cursor = page.get("next_cursor");
            next = cursor.isNull() ? "" : path + "&cursor=" + cursor.textValue();
        }
        return ids;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
