package dev.recount.streams.index;

import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an event can be found by. */
public final class EventDimensions {

    private EventDimensions() {}

    /** Calls {@code found} once for each dimension and id that {@code event} speaks of. */
    public static void of(Event event, BiConsumer<Dimension, String> found) {
        found.accept(Dimension.ALL, "");
        when(event.sessionId(), Dimension.SESSION, found);
        when(event.actorId(), Dimension.ACTOR, found);
        answerable(event).forEach(id -> found.accept(Dimension.HUMAN, id));
        when(event.actionId(), Dimension.ACTION, found);
        when(event.causationId(), Dimension.CAUSED_BY, found);
        when(event.correlationId(), Dimension.CORRELATION, found);
        when(event.traceId(), Dimension.TRACE, found);
        var credential = event.credential();
        if (credential != null) {
            names(credential).forEach(name -> named(event, name, found));
            when(credential.mintedFrom(), Dimension.MINTED_FROM, found);
        }
        var resource = event.resource();
        if (resource != null) {
            when(resource.id(), Dimension.RESOURCE, found);
            when(resource.protectionGroup(), Dimension.PROTECTION_GROUP, found);
        }
    }

    /** What a credential is called: its fingerprint, and its provider's handle where that is something else. */
    public static List<String> names(Credential credential) {
        return Stream.of(credential.fingerprint(), credential.providerId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static void named(Event event, String credential, BiConsumer<Dimension, String> found) {
        found.accept(Dimension.CREDENTIAL, credential);
        if (event.is(EventType.CREDENTIAL, Phase.ISSUED)) {
            found.accept(Dimension.ISSUED, credential);
        } else if (event.is(EventType.CREDENTIAL, Phase.DISCOVERED)) {
            found.accept(Dimension.DISCOVERED, credential);
        }
    }

    private static Set<String> answerable(Event event) {
        var ids = new TreeSet<String>();
        var actor = event.actor();
        if (actor != null) {
            addIf(actor.onBehalfOf(), ids);
            addIf(actor.kind() == ActorKind.HUMAN ? actor.id() : null, ids);
        }
        addIf(event.approval() == null ? null : event.approval().approver(), ids);
        return ids;
    }

    private static void addIf(@Nullable String id, Set<String> ids) {
        if (id != null) {
            ids.add(id);
        }
    }

    private static void when(@Nullable String id, Dimension dimension, BiConsumer<Dimension, String> found) {
        if (id != null) {
            found.accept(dimension, id);
        }
    }
}
