package dev.recount.streams.detect;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Autonomy;
import dev.recount.event.Content;
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
import dev.recount.event.Statement;
import dev.recount.event.Task;
import dev.recount.event.Verb;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of one session, thrown together from few ids, so that they touch each other in every way there is. */
public final class RandomEvents {

    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    /** Every verb, and those that rules ask most about again. */
    private static final List<Verb> VERBS = Stream.concat(
                    Stream.of(Verb.values()), Stream.of(Verb.DESTROY, Verb.DESTROY, Verb.MODIFY, Verb.MODIFY))
            .toList();

    private static final List<@Nullable String> OPERATIONS =
            Arrays.asList(null, null, "Edit", "npm test", "branch merge", "terraform plan");

    private final Random random;
    private final List<String> sessions;
    private int count;

    public RandomEvents(long seed) {
        this(seed, List.of("s"));
    }

    /** Events of several sessions; all but the first say now and then who their parent is. */
    public RandomEvents(long seed, List<String> sessions) {
        this.random = new Random(seed);
        this.sessions = sessions;
    }

    /** Two copies that share their fate, an alias, an ephemeral glob, a credential with a purpose, an approval in the middle. */
    public List<RegistryEntry> registry() {
        return List.of(
                entry("resources", "r0", """
                    {"environment":"production","protection_group":"g","role":"primary","shares_fate_with":["r1"]}\
                    """),
                entry("resources", "r1", """
                    {"environment":"production","protection_group":"g","role":"backup"}\
                    """),
                entry("resources", "r2*", """
                    {"environment":"staging","ephemeral":true}\
                    """),
                entry("credentials", "c0", """
                    {"issued_to":"agent:*","verbs":["read"],"aliases":["c1"],"locations":["declared"]}\
                    """),
                entry("approvals", "ap", """
                    {"approver":"user:lee","resource":"r*","granted_at":"2026-05-01T00:10:00Z"}\
                    """, BEGIN.plusSeconds(600)));
    }

    private static RegistryEntry entry(String kind, String id, String body) {
        return entry(kind, id, body, null);
    }

    private static RegistryEntry entry(String kind, String id, String body, @Nullable Instant from) {
        return new RegistryEntry(
                kind, id, List.of(new RegistryVersion(from, null, BEGIN, "reg-" + id, false, new Json(body))));
    }

    /** The next event; about one in ten was there before. */
    public Event next() {
        int number = count++;
        var at = BEGIN.plusSeconds(random.nextInt(1_500));
        var session = session();
        var event = Event.of(random.nextInt(3) == 0 ? EventType.CREDENTIAL : EventType.ACTION)
                .id("e" + (random.nextInt(10) == 0 ? random.nextInt(number + 1) : number))
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(BEGIN.plusSeconds(5_000).plusMillis(number))
                .sensor(new Sensor(SensorKind.AGENT_HOOK, "sensor-" + random.nextInt(2), null))
                .session(session)
                .actor(actor(session))
                .causationId(maybe(3) ? "e" + random.nextInt(number + 3) : null);
        if (random.nextInt(25) == 0) {
            return event.type(EventType.SESSION).phase(Phase.STARTED).build();
        }
        if (random.nextInt(8) == 0) {
            return spoken(event);
        }
        var built = event.build();
        boolean isCredential = built.type() == EventType.CREDENTIAL;
        event.phase(
                isCredential ? pick(List.of(Phase.DISCOVERED, Phase.ISSUED, Phase.USED, Phase.USED)) : actionPhase());
        if (isCredential || maybe(3)) {
            event.credential(credential());
        }
        if (!isCredential || maybe(2)) {
            event.action(action());
        }
        if (maybe(2)) {
            event.resource(resource());
        }
        return event.build();
    }

    /** Orders, prompts, strangers' words and claims. */
    private Event spoken(EventBuilder event) {
        return switch (random.nextInt(4)) {
            case 0 ->
                event.type(EventType.CONTROL)
                        .phase(pick(List.of(Phase.STOP, Phase.GUARD_WARNED)))
                        .action(action())
                        .resource(new Resource("r" + random.nextInt(5), "volume", null, null, null))
                        .build();
            case 1 ->
                event.type(EventType.CONTENT)
                        .phase(Phase.INGESTED)
                        .content(new Content("prompt", "trusted", null, null))
                        .build();
            case 2 ->
                event.type(EventType.CONTENT)
                        .phase(Phase.INGESTED)
                        .content(new Content("page", "untrusted", pick(List.of("public", "confidential")), null))
                        .build();
            default ->
                event.type(EventType.STATEMENT)
                        .phase(Phase.CLAIMED)
                        .statement(new Statement("No data was lost.", null))
                        .build();
        };
    }

    private @Nullable Task task() {
        return maybe(20)
                ? new Task("t", List.of(pick(List.of("staging", "production"))), List.of(), List.of(), null)
                : null;
    }

    private Session session() {
        int self = random.nextInt(sessions.size());
        var parent = self > 0 && maybe(4) ? sessions.get((self - 1) / 2) : null;
        return new Session(
                sessions.get(self), maybe(2) ? (long) random.nextInt(200) : null, parent, Autonomy.AUTO, task());
    }

    /** Each session that another one started has an agent of its own. */
    private Actor actor(Session session) {
        var name = session.id().equals(sessions.get(0)) ? "a" : session.id();
        return new Actor("agent:" + name, ActorKind.AGENT, name, null, null);
    }

    private Resource resource() {
        return maybe(3)
                ? new Resource("file:/etc/app" + random.nextInt(3), "file", null, null, null)
                : new Resource("r" + random.nextInt(5), maybe(2) ? "file" : "volume", null, null, null);
    }

    private Phase actionPhase() {
        return pick(List.of(Phase.REQUESTED, Phase.SUCCEEDED, Phase.SUCCEEDED, Phase.FAILED, Phase.DENIED));
    }

    private Credential credential() {
        var place = maybe(2) ? new Location("file", pick(List.of("declared", "elsewhere")), maybe(2)) : null;
        return new Credential(
                "c" + random.nextInt(3), null, null, maybe(4) ? Custody.FOUND : null, place, null, null, null);
    }

    private Action action() {
        return new Action(
                maybe(2) ? "act" + random.nextInt(20) : null,
                pick(List.of("Bash", "Edit", "mcp__mail__send")),
                pick(OPERATIONS),
                maybe(5) ? null : pick(VERBS),
                null,
                null,
                maybe(3) ? Reversibility.IRREVERSIBLE : null,
                null,
                maybe(4) ? pick(List.of("forced", "warned")) : null,
                maybe(3) ? new ActionError(pick(List.of("permission", "denied", "interrupted")), null) : null);
    }

    /** True once in {@code n}. */
    private boolean maybe(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
