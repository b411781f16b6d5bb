package dev.recount.query.timeline;

import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.Sightings;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.Vicinity;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Surroundings as they stand in the views at {@code asOf}. Made for one answer: what lies around the answer's events is read
 * once for each thing that they speak of, not once for each event. Once prepared, any number of threads may ask.
 */
public final class RememberedSurroundings implements Surroundings {

    /** How many sightings before the answer's own are read at first; it is rarely of the same action as the answer's first. */
    private static final int NEAR = 1;

    /** How many are read where that does not tell; no rule of links looks further back than this. */
    private static final int FAR = 64;

    /** What is read of one thing at most. */
    private static final int KEPT_MAX = 1_200;

    /** What is read of things with more than is kept, for one answer: enough to see past a flood, and no flood holds it up. */
    private static final int UNKEPT_MAX = 100 * KEPT_MAX;

    private final Views views;
    private final long asOfMicros;
    private final Map<Dimension, Map<String, Vicinity>> vicinities = new EnumMap<>(Dimension.class);
    private final Map<Dimension, Map<String, Sightings>> near = new EnumMap<>(Dimension.class);
    private final Map<Dimension, Map<String, Sightings>> far = new ConcurrentHashMap<>();
    private final Map<String, Boolean> causes = new ConcurrentHashMap<>();
    private final AtomicInteger unkeptLeft = new AtomicInteger(UNKEPT_MAX);

    public RememberedSurroundings(Views views, long asOfMicros) {
        this.views = views;
        this.asOfMicros = asOfMicros;
    }

    /** Reads at once what will be asked about {@code events}; without it, each is read when it is asked for. */
    public void prepare(Collection<RecordedEvent> events) {
        vicinities.putAll(Things.around(events));
        vicinities.forEach((dimension, around) ->
                near.put(dimension, views.timelines().around(dimension, around.values(), NEAR, KEPT_MAX)));
        var named = events.stream()
                .map(event -> event.event().causationId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var recorded = views.events().firstRecorded(named);
        named.forEach(id -> causes.put(id, isRecorded(recorded.get(id))));
    }

    @Override
    public boolean isKnown(String id) {
        return causes.computeIfAbsent(
                id,
                unread -> isRecorded(views.events().firstRecorded(List.of(id)).get(id)));
    }

    private boolean isRecorded(@Nullable Long micros) {
        return micros != null && micros <= asOfMicros;
    }

    private boolean isRecorded(Sighting sighting) {
        return sighting.entry().recordedAtMicros() <= asOfMicros;
    }

    @Override
    public Optional<Sighting> before(
            Dimension dimension, String id, IndexEntry entry, int lookedAtMax, Predicate<Sighting> wanted) {
        Predicate<Sighting> recorded = this::isRecorded;
        var looked = latest(near(dimension, id), entry, lookedAtMax, recorded.and(wanted));
        if (looked.isOpen()) {
            looked = latest(far(dimension, id), entry, lookedAtMax, recorded.and(wanted));
        }
        return looked.isOpen()
                ? unkept(dimension, id, entry, lookedAtMax, recorded.and(wanted))
                : Optional.ofNullable(looked.found());
    }

    /** Nearly always one of the nearest is wanted, so all are read only when none of them is. */
    private Optional<Sighting> unkept(
            Dimension dimension, String id, IndexEntry entry, int lookedAtMax, Predicate<Sighting> wanted) {
        int few = Math.min(NEAR, lookedAtMax);
        var nearest = views.timelines().sightings(dimension, id, TimeRange.ALWAYS, entry, true, few);
        var found = nearest.stream().filter(wanted).findFirst();
        if (found.isPresent() || few == lookedAtMax || nearest.size() < few) {
            return found;
        }
        return views.timelines().sightings(dimension, id, TimeRange.ALWAYS, entry, true, lookedAtMax).stream()
                .filter(wanted)
                .findFirst();
    }

    /** What a look at what is kept gave; open when what is kept does not tell. */
    private record Looked(@Nullable Sighting found, boolean isOpen) {}

    private static Looked latest(
            @Nullable Sightings kept, IndexEntry entry, int lookedAtMax, Predicate<Sighting> wanted) {
        if (kept == null || entry.occurredAtMicros() >= kept.untilMicros()) {
            return new Looked(null, true);
        }
        int before = kept.countBefore(entry);
        int last = Math.max(0, before - lookedAtMax);
        for (int i = before - 1; i >= last; i--) {
            if (wanted.test(kept.inOrder().get(i))) {
                return new Looked(kept.inOrder().get(i), false);
            }
        }
        return new Looked(null, before < lookedAtMax && !kept.isWhole());
    }

    @Override
    public boolean any(Dimension dimension, String id, TimeRange range, Predicate<Sighting> wanted) {
        Predicate<Sighting> recorded = this::isRecorded;
        var kept = near(dimension, id);
        if (kept == null || !kept.covers(range)) {
            return anyUnkept(dimension, id, range, recorded.and(wanted));
        }
        return kept.in(range, KEPT_MAX).stream().anyMatch(recorded.and(wanted));
    }

    private boolean anyUnkept(Dimension dimension, String id, TimeRange range, Predicate<Sighting> wanted) {
        IndexEntry last = null;
        do {
            var some = views.timelines().sightings(dimension, id, range, last, false, KEPT_MAX);
            if (some.stream().anyMatch(wanted)) {
                return true;
            }
            if (some.size() < KEPT_MAX) {
                return false;
            }
            last = some.get(some.size() - 1).entry();
        } while (unkeptLeft.addAndGet(-KEPT_MAX) > 0);
        return false;
    }

    @Override
    public List<Sighting> within(Dimension dimension, String id, TimeRange range, int max) {
        var kept = near(dimension, id);
        var found = kept != null && kept.covers(range)
                ? kept.in(range, max)
                : views.timelines().sightings(dimension, id, range, null, false, max);
        return found.stream().filter(this::isRecorded).toList();
    }

    private @Nullable Sightings near(Dimension dimension, String id) {
        return near.getOrDefault(dimension, Map.of()).get(id);
    }

    /** The same with more of what stands before the answer's own; null of what was not asked for. */
    private @Nullable Sightings far(Dimension dimension, String id) {
        var vicinity = vicinities.getOrDefault(dimension, Map.of()).get(id);
        return vicinity == null
                ? null
                : far.computeIfAbsent(dimension, d -> new ConcurrentHashMap<>())
                        .computeIfAbsent(id, unread -> views.timelines()
                                .around(dimension, List.of(vicinity), FAR, KEPT_MAX)
                                .get(id));
    }
}
