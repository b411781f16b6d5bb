package dev.recount.streams.detect;

import dev.recount.event.Event;
import org.jspecify.annotations.Nullable;

/** Looks up the events that a match rests on beside its own. */
@FunctionalInterface
interface SupportingEvents {

    /** The event {@code id}, null when it is not remembered. */
    @Nullable
    Event find(String id);
}
