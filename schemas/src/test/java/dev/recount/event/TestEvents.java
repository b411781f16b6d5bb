package dev.recount.event;

import java.time.Instant;
import java.util.List;

/** A few fully specified events with fixed ids and times, shared by every module's tests. */
public final class TestEvents {

    public static final Instant T0 = Instant.parse("2026-04-24T16:41:00.000000Z");

    /** Every field of the model is set, so that a codec that forgets one is found out. */
    public static final Event EVERYTHING = Event.of(EventType.ACTION)
            .id("evt-everything")
            .phase(Phase.REQUESTED)
            .occurredAt(T0.plusNanos(7_120_000))
            .observedAt(T0.plusNanos(7_121_000))
            .recordedAt(T0.plusNanos(7_122_000))
            .sensor(new Sensor(SensorKind.AGENT_HOOK, "claude-code", 41L))
            .session(new Session(
                    "sess-1",
                    41L,
                    "sess-0",
                    Autonomy.AUTO,
                    new Task(
                            "OPS-7",
                            List.of("staging"),
                            List.of(Verb.READ, Verb.MODIFY),
                            List.of("railway:service/*"),
                            "fix the login")))
            .actor(new Actor("agent:cursor/sess-1", ActorKind.AGENT, "cursor", "claude-opus-4.6", "user:dana"))
            .action(new Action(
                    "act-1",
                    "Bash",
                    "volumeDelete",
                    Verb.DESTROY,
                    "delete volume 3d2c42fb",
                    new Json("{\"command\":\"curl\",\"n\":1}"),
                    Reversibility.UNDO_WINDOW,
                    T0.plusSeconds(172_800),
                    "forced",
                    new ActionError("permission", "no")))
            .credential(new Credential(
                    "fp_00112233445566778899aabbccddeeff",
                    "bearer",
                    "tok-1",
                    Custody.FOUND,
                    new Location("file", "scripts/domains.env", false),
                    "backboard.railway.app",
                    "fp_ffeeddccbbaa99887766554433221100",
                    "user:dana"))
            .resource(new Resource("railway:volume/3d2c42fb", "volume", "production", "staging", "pg-main"))
            .destination(new Destination("host", "backboard.railway.app", "external"))
            .approval(new Approval(
                    "apr-1",
                    "user:lee",
                    "user:dana",
                    List.of(Verb.DESTROY),
                    "railway:volume/*",
                    T0.minusSeconds(60),
                    T0.plusSeconds(60),
                    "ticket"))
            .content(new Content("https://example.com/page", "untrusted", "public", "0".repeat(64)))
            .statement(new Statement("done", "act-1"))
            .reference(new Reference(
                    "resources", "railway:volume/*", T0, T0.plusSeconds(1), false, new Json("{\"role\":\"primary\"}")))
            .correlationId("inc-1")
            .causationId("evt-0")
            .traceId("4bf92f3577b34da6a3ce929d0e0e4736")
            .label("team", "data")
            .label("app", "shop – ünïcode")
            .source(new Source("railway", "audit", "log-9", new Json("{\"id\":\"log-9\"}")))
            .build();

    /** The least an accepted event has. */
    public static final Event BARE = Event.of(EventType.RECORDER)
            .id("evt-bare")
            .occurredAt(T0)
            .observedAt(T0)
            .recordedAt(T0)
            .build();

    private TestEvents() {}
}
