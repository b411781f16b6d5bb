package dev.recount.query.timeline;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Statement;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weighs an event against what other sensors saw. Two events are about the same thing when they share an action id, or
 * when they do the same to the same resource within the skew band of ±2 s.
 */
public final class Witnesses {

    private static final long SKEW_BAND_MICROS = 2_000_000;
    private static final int LOOKED_AT_MAX = 20;

    private final Surroundings surroundings;

    public Witnesses(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The time in which witnesses of {@code part} may stand. */
    public static TimeRange reach(Collection<Placed> part) {
        var times = part.stream()
                .mapToLong(placed -> placed.entry().occurredAtMicros())
                .summaryStatistics();
        return times.getCount() == 0
                ? new TimeRange(0, 0)
                : new TimeRange(times.getMin() - SKEW_BAND_MICROS, times.getMax() + SKEW_BAND_MICROS + 1);
    }

    /** How well {@code event} is witnessed. */
    public EvidenceState of(RecordedEvent event) {
        var statement = event.event().statement();
        if (event.event().type() == EventType.STATEMENT) {
            return claim(statement);
        }
        var others = sameThing(event).stream()
                .filter(other -> isOtherSensor(event.event(), other.event()))
                .toList();
        if (others.stream().anyMatch(other -> isOpposite(event.event(), other.event()))) {
            return EvidenceState.CONTRADICTED;
        }
        return others.isEmpty() ? EvidenceState.OBSERVED : EvidenceState.CORROBORATED;
    }

    /** A claim is weighed only against the outcome of what it is about; its words are not understood. */
    private EvidenceState claim(@Nullable Statement statement) {
        if (statement == null || statement.about() == null) {
            return EvidenceState.CLAIMED;
        }
        var about = surroundings.within(Dimension.ACTION, statement.about(), TimeRange.ALWAYS, LOOKED_AT_MAX).stream()
                .map(RecordedEvent::event)
                .filter(event -> event.type() != EventType.STATEMENT)
                .toList();
        if (about.stream().anyMatch(event -> event.phase() == Phase.SUCCEEDED)) {
            return EvidenceState.CORROBORATED;
        }
        return about.stream().anyMatch(Witnesses::didNotHappen) ? EvidenceState.CONTRADICTED : EvidenceState.CLAIMED;
    }

    private List<RecordedEvent> sameThing(RecordedEvent event) {
        var same = new ArrayList<RecordedEvent>();
        var action = event.event().actionId();
        if (action != null) {
            same.addAll(surroundings.within(Dimension.ACTION, action, TimeRange.ALWAYS, LOOKED_AT_MAX));
        }
        var resource = event.event().resourceId();
        if (resource != null && event.event().verb() != null) {
            long at = Micros.of(event.occurredAt());
            var band = new TimeRange(at - SKEW_BAND_MICROS, at + SKEW_BAND_MICROS + 1);
            surroundings.within(Dimension.RESOURCE, resource, band, LOOKED_AT_MAX).stream()
                    .filter(other -> other.event().verb() == event.event().verb())
                    .forEach(same::add);
        }
        same.removeIf(other -> other.id().equals(event.id()));
        return same;
    }

    private static boolean isOtherSensor(Event a, Event b) {
        return a.sensor() != null
                && b.sensor() != null
                && !Objects.equals(a.sensor().kind(), b.sensor().kind());
    }

    private static boolean isOpposite(Event a, Event b) {
        return (a.phase() == Phase.SUCCEEDED && didNotHappen(b)) || (didNotHappen(a) && b.phase() == Phase.SUCCEEDED);
    }

    private static boolean didNotHappen(Event event) {
        return event.phase() == Phase.FAILED || event.phase() == Phase.DENIED;
    }
}
