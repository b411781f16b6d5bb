package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.streams.reference.ReferenceBook;
import org.jspecify.annotations.Nullable;

/** Which set of copies something belongs to. */
public final class Copies {

    private Copies() {}

    /** The protection group of what {@code event} acted on, when copies of that group are registered. */
    public static @Nullable String groupOf(Event event, SessionMemory memory, ReferenceBook book) {
        var id = memory.resourceOf(event);
        var declared = id == null
                ? null
                : book.resource(id, EventOrder.at(event))
                        .map(entry -> entry.body().protectionGroup())
                        .orElse(null);
        var stated = event.resource() == null ? null : event.resource().protectionGroup();
        var group = declared != null ? declared : stated;
        return group == null || book.group(group, EventOrder.at(event)).isEmpty() ? null : group;
    }
}
