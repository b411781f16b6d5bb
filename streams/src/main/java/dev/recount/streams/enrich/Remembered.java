package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import java.util.List;

/**
 * An event that a session keeps in mind, with what has been said about it so far.
 *
 * @param event the event
 * @param factsDigest digest of the facts last emitted, empty before the first
 * @param sent where matches of this event were sent, and what was said last
 */
public record Remembered(Event event, String factsDigest, List<Sent> sent) {
    public Remembered {
        sent = List.copyOf(sent);
    }

    /** The event's id. */
    public String id() {
        return requireNonNull(event.id(), "id");
    }

    /**
     * A match, or the withdrawal of one, that went to a group.
     *
     * @param group key of the group
     * @param rule key of the base rule
     * @param digest digest of the match; empty when it was withdrawn
     */
    public record Sent(String group, String rule, String digest) {}
}
