package dev.recount.query.state;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.query.registry.KnownRegistry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.SharedFate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a destruction leaves, at a moment and by what was known at another: which copies had been entered in the registry, and
 * which of them anybody had destroyed.
 */
public final class Copies {

    /** A copy is rarely used once it is gone, so the latest of what is seen of it tells. */
    private static final int LOOKED_AT_MAX = 2_000;

    private final TimelineReads timelines;
    private final ReferenceBook book;
    private final Instant at;
    private final long asOfMicros;

    /**
     * Reads the registry.
     *
     * @param at what was destroyed later stands
     * @param asOf what was entered or recorded later is not known
     */
    public Copies(Views views, Instant at, Instant asOf) {
        this.timelines = views.timelines();
        this.book = KnownRegistry.of(views.registry(), RegistryKind.RESOURCES, asOf);
        this.at = at;
        this.asOfMicros = Micros.of(asOf);
    }

    /** A resource among the copies of what it is one of, as the registry has them at some time. */
    private record Member(String id, @Nullable String group, List<String> named, List<Declared<ResourceEntry>> copies) {

        Set<String> lostWithIt() {
            return SharedFate.lostWith(id, named, copies);
        }

        Loss lost(RecordedEvent event) {
            var gone = lostWithIt();
            var surviving = copies.stream()
                    .map(Declared::id)
                    .filter(copy -> !copy.equals(id) && !gone.contains(copy))
                    .toList();
            return new Loss(id, group, event.occurredAt(), event.id(), surviving, !copies.isEmpty());
        }
    }

    /** What {@code destructions}, in order, destroyed; of the copies of each, those that stood at the moment. */
    List<Loss> losses(List<RecordedEvent> destructions) {
        Map<String, Loss> losses = new LinkedHashMap<>();
        Set<String> gone = new TreeSet<>();
        for (RecordedEvent event : destructions) {
            var resource = Objects.requireNonNull(event.event().resource(), "resource");
            var member =
                    member(Objects.requireNonNull(resource.id(), "id"), resource.protectionGroup(), event.occurredAt());
            gone.add(member.id());
            gone.addAll(member.lostWithIt());
            losses.putIfAbsent(member.id(), member.lost(event));
        }
        var surviving = losses.values().stream()
                .flatMap(loss -> loss.without(gone).surviving().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        surviving.stream().filter(this::isDestroyed).forEach(copy -> {
            gone.add(copy);
            gone.addAll(member(copy, null, at).lostWithIt());
        });
        return losses.values().stream().map(loss -> loss.without(gone)).toList();
    }

    private Member member(String id, @Nullable String stated, Instant when) {
        var entry = book.resource(id, when).map(Declared::body);
        var group = entry.map(ResourceEntry::protectionGroup).orElse(stated);
        return new Member(
                id,
                group,
                entry.map(ResourceEntry::sharesFateWith).orElse(List.of()),
                group == null ? List.of() : book.group(group, when));
    }

    /** Whether anybody destroyed {@code copy}, also who is not in question. */
    private boolean isDestroyed(String copy) {
        var past = new TimeRange(TimeRange.ALWAYS.fromMicros(), Micros.of(at) + 1);
        return timelines.sightings(Dimension.RESOURCE, copy, past, null, true, LOOKED_AT_MAX).stream()
                .filter(seen -> seen.entry().recordedAtMicros() <= asOfMicros)
                .anyMatch(seen -> isDestroyed(seen.type(), seen.verb(), seen.phase()));
    }

    /** Whether {@code event} says that something is gone. */
    static boolean isDestroyed(Event event) {
        return event.resourceId() != null && isDestroyed(event.type(), event.verb(), event.phase());
    }

    /** What was refused, failed, or was only asked for destroys nothing. */
    private static boolean isDestroyed(EventType type, @Nullable Verb verb, @Nullable Phase phase) {
        return type == EventType.ACTION && verb != null && verb.destroys() && phase == Phase.SUCCEEDED;
    }
}
