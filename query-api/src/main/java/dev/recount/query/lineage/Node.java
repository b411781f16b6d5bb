package dev.recount.query.lineage;

import dev.recount.event.Event;
import dev.recount.query.credential.OneName;
import dev.recount.streams.index.Dimension;
import java.util.Optional;

/**
 * Something that can be reached.
 *
 * @param kind what it is
 * @param id which one
 */
public record Node(Kind kind, String id) {

    /** What can be reached, and the index that knows its events. */
    public enum Kind {
        CREDENTIAL(Dimension.CREDENTIAL),
        SESSION(Dimension.SESSION),
        ACTOR(Dimension.ACTOR),
        RESOURCE(Dimension.RESOURCE);

        private final Dimension dimension;

        Kind(Dimension dimension) {
            this.dimension = dimension;
        }

        public Dimension dimension() {
            return dimension;
        }
    }

    /** Who did it: the session, or where there is none the actor. */
    static Optional<Node> party(Event event) {
        if (event.sessionId() != null) {
            return Optional.of(new Node(Kind.SESSION, event.sessionId()));
        }
        return Optional.ofNullable(event.actorId()).map(id -> new Node(Kind.ACTOR, id));
    }

    static Optional<Node> credential(Event event, OneName names) {
        return Optional.ofNullable(event.credentialKey()).map(name -> credential(name, names));
    }

    static Node credential(String name, OneName names) {
        return new Node(Kind.CREDENTIAL, names.of(name));
    }

    static Optional<Node> resource(Event event) {
        return Optional.ofNullable(event.resourceId()).map(id -> new Node(Kind.RESOURCE, id));
    }
}
