package dev.recount.streams.enrich;

import dev.recount.event.Event;
import java.util.EnumSet;
import java.util.Set;

/** Which of the events that a session remembers its family is told of; functions of the event alone. */
public final class Sharing {

    /** What bears on the session's own events alone, or has much that does. */
    private static final Set<Relevance> OWN_AFFAIRS =
            EnumSet.of(Relevance.EXECUTION, Relevance.CHANGE, Relevance.CLAIM);

    private Sharing() {}

    /**
     * Whether the one next to a session is told of {@code event}.
     *
     * @param above whether that is the session's parent: orders and prompts hold for a session and for those that it started, and not
     *     for the one that started it
     */
    public static boolean isShared(Event event, boolean above) {
        return Relevance.of(event)
                        .filter(reason -> !OWN_AFFAIRS.contains(reason))
                        .isPresent()
                && !(above && isOrder(event));
    }

    /** Whether {@code owner}, which was told of {@code event}, is to remember it; a child may only have said who it is. */
    public static boolean concerns(Event event, String owner) {
        boolean isParent =
                event.session() != null && owner.equals(event.session().parentId());
        return isShared(event, isParent);
    }

    private static boolean isOrder(Event event) {
        return Relevance.of(event).filter(Relevance.CONTEXT::equals).isPresent() || ContentFacts.isPrompt(event);
    }
}
