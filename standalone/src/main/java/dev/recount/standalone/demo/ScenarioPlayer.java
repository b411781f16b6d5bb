package dev.recount.standalone.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.standalone.client.Query;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays a {@link Scenario} through the public doors of a running Recount, in real time or faster. */
public final class ScenarioPlayer {

    /** The doors of a running Recount. */
    public interface Doors {
        /**
         * Posts or puts {@code json} and returns the answer's body.
         *
         * @throws IOException when the server cannot be reached or does not answer 2xx
         */
        String send(String method, Query query, String json) throws IOException;
    }

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Doors doors;
    private final Clock clock;
    private final double speed;
    private final String session = "demo-" + UUID.randomUUID();
    private final String run = session.substring(5, 13);
    private final Map<String, String> secrets = new HashMap<>();

    /**
     * @param doors where the payloads go
     * @param clock for the times that native payloads carry
     * @param speed 1 is real time, 10 is ten times faster, infinity does not wait
     */
    public ScenarioPlayer(Doors doors, Clock clock, double speed) {
        this.doors = doors;
        this.clock = clock;
        this.speed = speed;
    }

    /** The session id that stands for {@code ${session}}. */
    public String session() {
        return session;
    }

    /** The secrets that were drawn, by name; for tests that look for them where they must not be. */
    public Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    /** Draws the secrets and enters the reference data. */
    public void prepare(Scenario scenario) throws IOException {
        scenario.secrets().forEach(name -> secrets.put(name, UUID.randomUUID().toString()));
        for (Scenario.Entry entry : scenario.registry()) {
            var id = entry.secret() == null ? entry.id() : fingerprint(fill(entry.secret()));
            doors.send("PUT", Query.at("v1", "registry", entry.kind(), String.valueOf(id)), entry.body());
        }
    }

    /** Sends every step at its moment and tells {@code played} after each was answered. */
    public void play(Scenario scenario, Consumer<Scenario.Step> played) throws IOException {
        long startedAt = System.nanoTime();
        for (Scenario.Step step : scenario.steps()) {
            waitUntil(startedAt + nanosAfterStart(step));
            doors.send("POST", path(step), fill(step.body()));
            played.accept(step);
        }
    }

    /** When {@code step} goes, in nanoseconds after the beginning, at this player's speed. */
    long nanosAfterStart(Scenario.Step step) {
        return (long) (TimeUnit.MILLISECONDS.toNanos(step.atMs()) / speed);
    }

    private String fingerprint(String secret) throws IOException {
        var answer = doors.send(
                "POST",
                Query.at("v1", "fingerprints"),
                MAPPER.createObjectNode().put("secret", secret).toString());
        return MAPPER.readTree(answer).path("fingerprint").asText();
    }

    private static Query path(Scenario.Step step) {
        if (step.door().equals("events")) {
            return Query.at("v1", "events");
        }
        var door = step.door().split("/", 2);
        return Query.at("v1", "ingest", door[0], door[1])
                .with("on_behalf_of", step.user())
                .with("task_environments", joined(step.environments()))
                .with("task_verbs", joined(step.verbs()));
    }

    private static @Nullable String joined(List<String> values) {
        return values.isEmpty() ? null : String.join(",", values);
    }

    private String fill(String template) {
        var filled = template.replace("${session}", session)
                .replace("${run}", run)
                .replace(
                        "${now}", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        for (var secret : secrets.entrySet()) {
            filled = filled.replace("${" + secret.getKey() + "}", secret.getValue());
        }
        return filled;
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
