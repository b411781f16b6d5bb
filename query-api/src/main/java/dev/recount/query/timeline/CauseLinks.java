package dev.recount.query.timeline;

import dev.recount.query.event.RecordedEvent;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventDimensions;
import dev.recount.streams.index.EventKeys;
import dev.recount.streams.index.Sighting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what an event came of. At most one link per basis, and one per earlier event, on its strongest basis. */
public final class CauseLinks {

    /** How far back a credential's or resource's history is looked through. */
    private static final int HISTORY_MAX = 50;

    private final Surroundings surroundings;

    public CauseLinks(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The links of {@code event}, strongest first.
     *
     * @param previous id of the event before it in its session, if there is one; asked for where nothing else links it
     */
    public List<Link> of(RecordedEvent event, Supplier<Optional<String>> previous) {
        Map<Basis, String> found = new EnumMap<>(Basis.class);
        parentCall(event).ifPresent(to -> found.put(Basis.PARENT_CALL, to));
        minted(event).ifPresent(to -> found.put(Basis.MINTED_CREDENTIAL, to));
        nearest(event, Dimension.TRACE, event.event().traceId()).ifPresent(to -> found.put(Basis.TRACE, to));
        sameCredential(event).ifPresent(to -> found.put(Basis.SAME_CREDENTIAL, to));
        sameResource(event).ifPresent(to -> found.put(Basis.SAME_RESOURCE, to));
        if (found.isEmpty()) {
            previous.get().ifPresent(to -> found.put(Basis.SESSION_ORDER, to));
        }
        return strongest(found);
    }

    private static List<Link> strongest(Map<Basis, String> found) {
        var links = new ArrayList<Link>();
        found.forEach((basis, to) -> {
            if (links.stream().noneMatch(link -> link.to().equals(to))) {
                links.add(new Link(to, basis));
            }
        });
        return links;
    }

    private Optional<String> parentCall(RecordedEvent event) {
        var cause = event.event().causationId();
        return Optional.ofNullable(cause)
                .filter(id -> !id.equals(event.id()) && surroundings.isKnown(id))
                .or(() -> nearest(event, Dimension.ACTION, event.event().actionId()));
    }

    /** The nearest earlier event that shares {@code id}; the event itself does not stand before itself. */
    private Optional<String> nearest(RecordedEvent event, Dimension dimension, @Nullable String id) {
        return id == null
                ? Optional.empty()
                : surroundings
                        .before(dimension, id, event.entry(), 1, other -> true)
                        .map(Sighting::id);
    }

    private Optional<String> minted(RecordedEvent event) {
        var credential = event.event().credential();
        if (credential == null) {
            return Optional.empty();
        }
        return sighting(event, Dimension.ISSUED, other -> true)
                .or(() -> nearest(event, Dimension.CREDENTIAL, credential.mintedFrom()));
    }

    /** Where this session found the credential last; else where anybody did; else where it was seen last. */
    private Optional<String> sameCredential(RecordedEvent event) {
        long session = EventKeys.hash(event.event().sessionId());
        Predicate<Sighting> here = other -> session != 0 && session == other.session();
        return sighting(event, Dimension.DISCOVERED, here)
                .or(() -> sighting(event, Dimension.DISCOVERED, other -> true))
                .or(() -> sighting(event, Dimension.CREDENTIAL, other -> true));
    }

    /** The nearest earlier event with the event's credential that is wanted and not of the same action. */
    private Optional<String> sighting(RecordedEvent event, Dimension dimension, Predicate<Sighting> wanted) {
        var credential = event.event().credential();
        return credential == null
                ? Optional.empty()
                : EventDimensions.names(credential).stream()
                        .flatMap(name -> other(event, dimension, name, wanted).stream())
                        .map(Sighting::id)
                        .findFirst();
    }

    private Optional<String> sameResource(RecordedEvent event) {
        var resource = event.event().resourceId();
        return resource == null
                ? Optional.empty()
                : other(event, Dimension.RESOURCE, resource, other -> true).map(Sighting::id);
    }

    private Optional<Sighting> other(RecordedEvent event, Dimension dimension, String id, Predicate<Sighting> wanted) {
        long action = EventKeys.hash(event.event().actionId());
        return surroundings.before(
                dimension,
                id,
                event.entry(),
                HISTORY_MAX,
                wanted.and(other -> action == 0 || action != other.action()));
    }
}
