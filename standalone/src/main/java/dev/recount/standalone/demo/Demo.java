package dev.recount.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.UnreachableServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the nine-second incident against a running Recount and tells what Recount sees while it happens. */
public final class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] NOTHING = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final Duration SETTLE_MAX = Duration.ofSeconds(15);
    private static final Set<String> EXPECTED = Set.of("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");

    private final RecountClient client;
    private final Narrator narrator;
    private final double speed;
    private final Clock clock;
    private final @Nullable String channel;
    private final Scenario scenario = Scenario.load(Demo.class, "nine-seconds.json");
    private final ScenarioPlayer player;
    private final Map<String, Long> firstSeenNanos = new ConcurrentHashMap<>();
    private volatile long startedAtNanos;

    /**
     * @param client of the Recount that is to see it
     * @param out where it is told
     * @param colours whether {@code out} shows colours
     * @param speed 1 is real time
     * @param clock for the times that native payloads carry
     * @param channel the channel that is also told, if there is one
     */
    public Demo(
            RecountClient client,
            PrintWriter out,
            boolean colours,
            double speed,
            Clock clock,
            @Nullable String channel) {
        this.client = client;
        this.narrator = new Narrator(out, colours);
        this.speed = speed;
        this.clock = clock;
        this.channel = channel;
        this.player = new ScenarioPlayer(this::send, clock, speed);
    }

    /**
     * Plays it and tells the alerts as they come, the incident and the timeline.
     *
     * @return whether every detection of the incident spoke, as one incident, and SEQ-01 before the volume was gone; played
     *     faster than it was, a machine may be too slow for the last of these, which is only told then
     */
    public boolean play() throws IOException {
        narrator.title(scenario.title());
        follow();
        player.prepare(scenario);
        startedAtNanos = System.nanoTime();
        player.play(scenario, step -> narrator.step(sinceStart(), step));
        var incident = settledIncident();
        if (incident == null) {
            narrator.line("recount: the incident was not detected; rules that spoke: " + firstSeenNanos.keySet());
            return false;
        }
        narrator.incident(incident);
        page(incident.path("id").asText());
        narrator.timeline(timeline(incident), this::secondsOf);
        return verdict();
    }

    /** What a woken human reads, and what came of sending it to {@link #channel}. */
    private void page(String incident) throws IOException {
        narrator.card(client.once(Query.at("v1", "incidents", incident, "card")));
        if (channel != null) {
            var unused = client.post(
                    Query.at("v1", "incidents", incident, "deliveries", channel, "resend"),
                    RecountClient.JSON,
                    NOTHING);
            narrator.line("  sent to the webhook: " + delivered(incident));
        }
    }

    /** What the channel has of the incident once nothing is on its way, or what is said of it after a while. */
    private String delivered(String incident) {
        long deadline = System.nanoTime() + SETTLE_MAX.toNanos();
        while (true) {
            var delivery = client.once(Query.at("v1", "incidents", incident, "deliveries"))
                    .path("items")
                    .path(0);
            var state = delivery.path("state").asText();
            if (!state.equals("pending") || System.nanoTime() > deadline) {
                return state + ", " + delivery.path("attempts").size() + " attempts";
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean verdict() {
        long firstAlert = firstSeenNanos.getOrDefault("SEQ-01", Long.MAX_VALUE);
        long goneAtNanos = startedAtNanos
                + scenario.steps().stream()
                        .filter(Scenario.Step::pointOfNoReturn)
                        .mapToLong(player::nanosAfterStart)
                        .min()
                        .orElseThrow();
        boolean inTime = firstAlert < goneAtNanos;
        narrator.title(
                inTime
                        ? String.format(
                                java.util.Locale.ROOT,
                                "SEQ-01 was out %.1f s before the volume was gone.",
                                (goneAtNanos - firstAlert) / 1e9)
                        : "SEQ-01 came too late: the volume was already gone.");
        return inTime || speed > 1;
    }

    private void follow() {
        var thread = new Thread(
                () -> {
                    try {
                        var unused = client.follow(Query.at("v1", "alerts", "stream"), null, this::alert);
                    } catch (UnreachableServer e) {
                        LOG.info("no more alerts: the server has stopped");
                    }
                },
                "demo-alerts");
        thread.setDaemon(true);
        thread.start();
    }

    private void alert(JsonNode alert) {
        boolean ours = false;
        for (JsonNode session : alert.path("sessions")) {
            ours |= session.asText().equals(player.session());
        }
        var rule = alert.path("rule").path("id").asText();
        if (ours && firstSeenNanos.putIfAbsent(rule, System.nanoTime()) == null) {
            narrator.alert(sinceStart(), alert);
        }
    }

    /** The one incident of the session, once all its detections are in it; null when that does not come. */
    private @Nullable JsonNode settledIncident() {
        long deadline = System.nanoTime() + SETTLE_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            var incidents = incidents();
            if (incidents.size() == 1 && texts(incidents.get(0).path("rules")).containsAll(EXPECTED)) {
                return incidents.get(0);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return null;
    }

    private List<JsonNode> incidents() {
        var incidents = new ArrayList<JsonNode>();
        client.list(Query.at("v1", "incidents").with("limit", 1000), Long.MAX_VALUE, incident -> {
            if (texts(incident.path("sessions")).contains(player.session())
                    && incident.path("status").asText().equals("open")) {
                incidents.add(incident);
            }
        });
        return incidents;
    }

    private List<JsonNode> timeline(JsonNode incident) {
        var items = new ArrayList<JsonNode>();
        var query =
                Query.at("v1", "timeline").with("incident", incident.path("id").asText());
        client.list(query.with("limit", 1000), Long.MAX_VALUE, items::add);
        return items;
    }

    private double secondsOf(JsonNode item) {
        var at = Instant.parse(item.path("event").path("occurred_at").asText());
        var began = clock.instant().minusNanos(System.nanoTime() - startedAtNanos);
        return Duration.between(began, at).toNanos() / 1e9;
    }

    private double sinceStart() {
        return (System.nanoTime() - startedAtNanos) / 1e9;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private String send(String method, Query query, String json) throws IOException {
        return method.equals("PUT")
                ? client.put(query, MAPPER.readTree(json)).toString()
                : client.post(query, RecountClient.JSON, json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString();
    }
}
