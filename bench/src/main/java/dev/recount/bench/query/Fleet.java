package dev.recount.bench.query;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * Ninety days of 2,000 agents: one session of 50,000 events, 5,000 short ones that share a credential, and sessions of 500
 * events for the rest. The same seed gives the same events.
 */
final class Fleet {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String BIG_SESSION = "session-big";
    static final String SHARED_CREDENTIAL = "fp_shared";
    static final int SESSION_EVENTS = 500;
    static final int PARTITIONS = 4;

    private static final int AGENTS = 2_000;
    private static final int CREDENTIALS = 2_000;
    private static final int FILES = 10_000;
    private static final int BIG_EVENTS = 50_000;
    private static final int SHARING = 5_000;
    private static final int SHARING_EVENTS = 4;
    private static final Duration SPREAD = Duration.ofDays(90);
    private static final String[] TOOLS = {"Bash", "Read", "Grep", "Edit", "WebFetch"};

    private final SplittableRandom random;
    private final ObjIntConsumer<Event> out;
    private final int sessions;
    private long count;

    /**
     * A fleet.
     *
     * @param events how many, about
     * @param out takes each event and the partition it belongs in
     */
    Fleet(long seed, int events, ObjIntConsumer<Event> out) {
        this.random = new SplittableRandom(seed);
        this.out = out;
        this.sessions = Math.max(40, (events - BIG_EVENTS - SHARING * SHARING_EVENTS) / SESSION_EVENTS);
    }

    /** Hands over every event; returns how many. */
    long run() {
        session(BIG_SESSION, 0, BIG_EVENTS, START, null);
        for (int i = 0; i < sessions; i++) {
            session(session(i), random.nextInt(AGENTS), SESSION_EVENTS, anyTime(), null);
        }
        for (int i = 0; i < SHARING; i++) {
            session("sharing-" + i, random.nextInt(AGENTS), SHARING_EVENTS, anyTime(), SHARED_CREDENTIAL);
        }
        return count;
    }

    static String session(int number) {
        return "session-" + number;
    }

    static String agent(int number) {
        return "agent:claude-code/" + number % AGENTS;
    }

    static String credential(int number) {
        return "fp_" + number % CREDENTIALS;
    }

    static String file(int number) {
        return "file:/srv/shop/src/main/java/com/example/shop/Module" + number % FILES + ".java";
    }

    private Instant anyTime() {
        return START.plusSeconds(random.nextLong(SPREAD.toSeconds()));
    }

    private void session(
            String id, int agent, int events, Instant start, @org.jspecify.annotations.Nullable String credential) {
        Instant at = start;
        for (int seq = 0; seq < events; seq++) {
            at = at.plusMillis(1 + random.nextInt(4_000));
            var used = credential != null ? credential : seq % 5 == 0 ? credential(random.nextInt(CREDENTIALS)) : null;
            out.accept(event(id, agent, seq, at, used), Math.floorMod(id.hashCode(), PARTITIONS));
            count++;
        }
    }

    private Event event(
            String session, int agent, int seq, Instant at, @org.jspecify.annotations.Nullable String credential) {
        var tool = TOOLS[random.nextInt(TOOLS.length)];
        var file = file(random.nextInt(FILES));
        var builder = Event.of(EventType.ACTION)
                .id(session + "-" + seq)
                .phase(seq % 2 == 0 ? Phase.REQUESTED : Phase.SUCCEEDED)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at.plusMillis(3))
                .sensor(new Sensor(SensorKind.AGENT_HOOK, "claude-code", (long) seq))
                .session(new Session(session, (long) seq, null, null, null))
                .actor(new Actor(agent(agent), ActorKind.AGENT, "claude-code", null, "user:dev" + agent % 50))
                .action(new Action(
                        session + "-action-" + seq / 2,
                        tool,
                        tool,
                        Verb.READ,
                        tool + " " + file,
                        new Json(
                                "{\"command\":\"" + tool + " " + file + "\",\"cwd\":\"/srv/shop\",\"timeout\":120000}"),
                        null,
                        null,
                        null,
                        null))
                .resource(new Resource(file, "file", null, null, null));
        return credential == null
                ? builder.build()
                : builder.credential(
                                new Credential(credential, "bearer", null, Custody.INJECTED, null, null, null, null))
                        .build();
    }
}
