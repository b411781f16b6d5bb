package dev.recount.query;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Reversibility;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Session;
import dev.recount.event.Source;
import dev.recount.event.Statement;
import dev.recount.event.Verb;
import java.time.Instant;
import java.util.List;

/** The incident in eight events: a token found in a file, used to delete a volume, seen by the agent and by the provider. */
public final class NineSeconds {

    public static final Instant T0 = Instant.parse("2026-04-24T16:41:00Z");
    public static final String SESSION = "sess-1";
    public static final String AGENT = "agent:cursor/sess-1";
    public static final String TOKEN = "fp_found";
    public static final String VOLUME = "railway:volume/prod";

    public static final Event STARTED =
            hook("started", 1, 0).type(EventType.SESSION).phase(Phase.STARTED).build();
    public static final Event FAILED = hook("failed", 2, 1_000)
            .phase(Phase.FAILED)
            .action(action("act-1", "deploy", Verb.MODIFY, new ActionError("credential_mismatch", "no such token")))
            .build();
    public static final Event READ = hook("read", 3, 3_000)
            .phase(Phase.SUCCEEDED)
            .action(new Action(
                    "act-2",
                    "Read",
                    "Read",
                    Verb.READ,
                    "read scripts/domains.env",
                    new Json("{\"path\":\"scripts/domains.env\"}"),
                    null,
                    null,
                    null,
                    null))
            .build();
    public static final Event FOUND = hook("found", 4, 3_001)
            .type(EventType.CREDENTIAL)
            .phase(Phase.DISCOVERED)
            .causationId("read")
            .credential(credential(Custody.FOUND))
            .build();
    public static final Event REQUESTED = hook("requested", 5, 7_000)
            .phase(Phase.REQUESTED)
            .action(action("act-3", "volumeDelete", Verb.DESTROY, null))
            .credential(credential(Custody.FOUND))
            .resource(volume())
            .build();
    public static final Event SUCCEEDED = hook("succeeded", 6, 9_000)
            .phase(Phase.SUCCEEDED)
            .action(action("act-3", "volumeDelete", Verb.DESTROY, null))
            .credential(credential(Custody.FOUND))
            .resource(volume())
            .build();
    public static final Event PROVIDER = Event.of(EventType.ACTION)
            .id("provider")
            .phase(Phase.SUCCEEDED)
            .occurredAt(T0.plusMillis(8_900))
            .recordedAt(T0.plusMillis(30_000))
            .sensor(new Sensor(SensorKind.PROVIDER_AUDIT, "railway", null))
            .actor(new Actor("user:dana", ActorKind.HUMAN, "dana", null, null))
            .action(action("req-77", "volumeDelete", Verb.DESTROY, null))
            .resource(volume())
            .source(new Source("railway", "audit", "log-1", new Json("{\"sourceIPAddress\":\"192.0.2.7\"}")))
            .build();
    public static final Event CLAIM = hook("claim", 7, 9_500)
            .type(EventType.STATEMENT)
            .phase(Phase.CLAIMED)
            .statement(new Statement("I fixed the deployment", "act-1"))
            .build();

    public static final List<Event> ALL = List.of(STARTED, FAILED, READ, FOUND, REQUESTED, SUCCEEDED, PROVIDER, CLAIM);

    private NineSeconds() {}

    public static void addTo(ViewsFixture fixture) {
        fixture.addAll(ALL.subList(0, 6));
        fixture.add(1, PROVIDER);
        fixture.add(0, CLAIM);
        fixture.add(QueryFixtures.alert("a", 1, T0.plusMillis(7_010), List.of("found", "requested")));
        fixture.add(QueryFixtures.incident("inc-1", T0.plusMillis(3_001)));
    }

    public static EventBuilder hook(String id, long seq, long atMs) {
        return Event.of(EventType.ACTION)
                .id(id)
                .occurredAt(T0.plusMillis(atMs))
                .recordedAt(T0.plusMillis(atMs + 5))
                .sensor(new Sensor(SensorKind.AGENT_HOOK, "claude-code", seq))
                .session(new Session(SESSION, seq, null, null, null))
                .actor(new Actor(AGENT, ActorKind.AGENT, "cursor", null, "user:dana"));
    }

    private static Action action(String id, String operation, Verb verb, ActionError error) {
        var reversibility = verb == Verb.DESTROY ? Reversibility.IRREVERSIBLE : null;
        return new Action(id, "Bash", operation, verb, operation, null, reversibility, null, null, error);
    }

    private static Credential credential(Custody custody) {
        return new Credential(
                TOKEN, "bearer", null, custody, new Location("file", "scripts/domains.env", false), null, null, null);
    }

    private static Resource volume() {
        return new Resource(VOLUME, "volume", "production", "staging", null);
    }
}
