package dev.recount.streams.topology;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rehearsal plays: a file is read, of which nothing follows; a credential is found, and used to destroy something. */
final class RehearsedActs {

    private static final Actor AGENT = new Actor("agent:rehearsal", ActorKind.AGENT, "rehearsal", null, null);
    private static final Location ELSEWHERE = new Location("file", "/srv/elsewhere/.env", false);
    private static final Resource FILE = new Resource("file:/srv/shop/README.md", "file", null, null, null);

    private RehearsedActs() {}

    /** The acts of one session, all at the moment {@code at}. */
    static List<Event> of(String session, Instant at) {
        return List.of(
                act(EventType.ACTION, Phase.REQUESTED, session, at)
                        .action(action("Read", "cat", Verb.READ))
                        .resource(FILE)
                        .build(),
                act(EventType.CREDENTIAL, Phase.DISCOVERED, session, at)
                        .credential(credential(session, Custody.FOUND, ELSEWHERE))
                        .build(),
                act(EventType.CREDENTIAL, Phase.USED, session, at)
                        .action(action("Bash", "volumeDelete", Verb.DESTROY))
                        .credential(credential(session, null, null))
                        .build());
    }

    private static EventBuilder act(EventType type, Phase phase, String session, Instant at) {
        return Event.of(type)
                .id(session + "-" + phase.wire())
                .phase(phase)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .session(new Session(session, null, null, null, null))
                .actor(AGENT);
    }

    private static Action action(String tool, String operation, Verb verb) {
        return new Action(null, tool, operation, verb, operation, null, null, null, null, null);
    }

    private static Credential credential(String session, @Nullable Custody custody, @Nullable Location location) {
        return new Credential("fp_" + session, "bearer", null, custody, location, null, null, null);
    }
}
