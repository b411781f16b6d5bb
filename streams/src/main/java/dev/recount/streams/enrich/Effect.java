package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.Verb;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operation brings about, whatever it is called: the verb and the resource, not the words of a command. */
final class Effect {

    private Effect() {}

    /** Whether both would do the same to the same thing. What names no resource is known by its operation. */
    static boolean isSame(Event one, Event other) {
        if (one.verb() == null || !Objects.equals(kind(one.verb()), kind(other.verb()))) {
            return false;
        }
        if (one.resourceId() != null || other.resourceId() != null) {
            return Objects.equals(one.resourceId(), other.resourceId());
        }
        var operation = operation(one);
        return operation != null && operation.equals(operation(other));
    }

    private static @Nullable Object kind(@Nullable Verb verb) {
        return verb != null && verb.destroys() ? "destroy" : verb;
    }

    static @Nullable String operation(Event event) {
        return event.action() == null ? null : event.action().operation();
    }
}
