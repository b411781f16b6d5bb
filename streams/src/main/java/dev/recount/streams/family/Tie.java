package dev.recount.streams.family;

import dev.recount.event.Event;
import java.util.Optional;

/**
 * That a session started another, as one of the two sees it.
 *
 * @param session the other one
 * @param above whether the other one is the parent
 */
public record Tie(String session, boolean above) {

    /** The tie of {@code owner} that {@code event} tells of: to the parent by an event of its own, to a child by one of the child's. */
    public static Optional<Tie> of(String owner, Event event) {
        var session = event.session();
        if (session == null || session.id() == null || session.parentId() == null) {
            return Optional.empty();
        }
        boolean isOwn = owner.equals(session.id());
        boolean isChilds = owner.equals(session.parentId());
        if (isOwn == isChilds) {
            return Optional.empty();
        }
        return Optional.of(isOwn ? new Tie(session.parentId(), true) : new Tie(session.id(), false));
    }
}
