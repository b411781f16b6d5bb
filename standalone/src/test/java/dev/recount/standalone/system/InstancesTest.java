package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances that answer questions, over the real logs: each answers what a look at every event says, while one is
 * killed, while load goes on, when it is back, and when one with an empty disk is added. Asks many thousand questions, so it
 * runs with {@code -Drecount.instances=3}; {@link RealLogsTest} asks one instance some of them.
 */
@Tag("real-data")
@EnabledIfSystemProperty(named = "recount.instances", matches = "3")
class InstancesTest {

    private static final Map<String, String> SHARED =
            Map.of("RECOUNT_TOKEN", "the token of a test", "RECOUNT_FINGERPRINT_KEY", "0123456789abcdef".repeat(4));

    @TempDir
    static Path folder;

    private static RunningRecount whole;
    private static RunningRecount second;
    private static RunningRecount third;
    private static NaiveAnswers answers;

    private final long seed = Long.getLong("recount.seed", System.nanoTime());

    @BeforeAll
    static void start() throws IOException {
        whole = RunningRecount.start(RunningRecount.onClassPath(), folder.resolve("whole"), SHARED);
        RealLogs.importAll(whole);
        second = instance("second");
        third = instance("third");
        answers = new NaiveAnswers(EveryEvent.of(whole.bootstrap()));
    }

    @AfterAll
    static void stop() {
        List.of(third, second, whole).forEach(RunningRecount::close);
    }

    private static RunningRecount instance(String name) throws IOException {
        return service("query", name);
    }

    private static RunningRecount service(String kind, String name) throws IOException {
        var environment = new HashMap<>(SHARED);
        environment.put("RECOUNT_BOOTSTRAP", whole.bootstrap());
        return RunningRecount.startService(kind, folder.resolve(name), environment);
    }

    @Test
    void detection_goes_on_when_an_instance_is_added_killed_and_taken_away() throws IOException {
        try (var added = service("streams", "streams-2")) {
            try (var more = service("streams", "streams-3")) {
                Sentinels.awaitAlerts(whole, "three");
                added.kill();
                Sentinels.awaitAlerts(whole, "killed");
                assertThat(more.get("/readyz")).contains("up");
            }
            Sentinels.awaitAlerts(whole, "taken-away");
        }
    }

    @Test
    void every_instance_answers_everything_while_one_is_killed_and_another_added() throws Exception {
        for (var instance : List.of(whole, second, third)) {
            answers.awaitAllOf(instance);
            answers.check(instance);
        }
        var more = new AtomicBoolean(true);
        var asked = new AtomicInteger();
        var sent = new AtomicInteger();
        var asking = CompletableFuture.runAsync(() -> ask(more, asked));
        var sending = CompletableFuture.runAsync(() -> send(more, sent));
        third.kill();
        await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() > 300);
        third = instance("third");
        var fourth = instance("fourth");
        await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() > 600);
        more.set(false);
        CompletableFuture.allOf(asking, sending).join();

        var everything = new NaiveAnswers(EveryEvent.of(whole.bootstrap()));
        try (fourth) {
            for (var instance : List.of(whole, second, third, fourth)) {
                everything.awaitAllOf(instance);
                everything.check(instance);
            }
        }
        assertThat(everything.count()).as("questions, seed " + seed).isGreaterThan(answers.count());
        assertThat(sent.get()).isPositive();
    }

    /** Asks those that stand, while others come and go. */
    private void ask(AtomicBoolean more, AtomicInteger asked) {
        var random = new Random(seed);
        while (more.get()) {
            answers.check(random.nextBoolean() ? whole : second, 10, random);
            asked.addAndGet(10);
        }
    }

    private static void send(AtomicBoolean more, AtomicInteger sent) {
        while (more.get()) {
            int number = sent.incrementAndGet();
            whole.send("POST", "/v1/events", """
                    {"id":"under-load-%1$d","type":"action","phase":"succeeded","session":{"id":"load-%2$d","seq":%1$d},\
                    "actor":{"id":"agent:load","kind":"agent"},"action":{"operation":"list","verb":"read"}}""".formatted(number, number % 5));
        }
    }
}
