package dev.recount.query.timeline;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Statement;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.Sighting;
import java.util.ArrayList;
import java.util.List;
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

    /** The time in which witnesses of what happened at {@code micros} may stand. */
    static TimeRange band(long micros) {
        return new TimeRange(micros - SKEW_BAND_MICROS, micros + SKEW_BAND_MICROS + 1);
    }

    /** How well {@code event} is witnessed. */
    public EvidenceState of(RecordedEvent event) {
        var statement = event.event().statement();
        if (event.event().type() == EventType.STATEMENT) {
            return claim(statement);
        }
        var others = sameThing(event).stream()
                .filter(other -> isOtherSensor(event.event(), other))
                .toList();
        if (others.stream().anyMatch(other -> isOpposite(event.event().phase(), other.phase()))) {
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
                .filter(event -> event.type() != EventType.STATEMENT)
                .toList();
        if (about.stream().anyMatch(event -> event.phase() == Phase.SUCCEEDED)) {
            return EvidenceState.CORROBORATED;
        }
        return about.stream().anyMatch(event -> didNotHappen(event.phase()))
                ? EvidenceState.CONTRADICTED
                : EvidenceState.CLAIMED;
    }

    private List<Sighting> sameThing(RecordedEvent event) {
        var same = new ArrayList<Sighting>();
        var action = event.event().actionId();
        if (action != null) {
            same.addAll(surroundings.within(Dimension.ACTION, action, TimeRange.ALWAYS, LOOKED_AT_MAX));
        }
        var resource = event.event().resourceId();
        if (resource != null && event.event().verb() != null) {
            var band = band(Micros.of(event.occurredAt()));
            surroundings.within(Dimension.RESOURCE, resource, band, LOOKED_AT_MAX).stream()
                    .filter(other -> other.verb() == event.event().verb())
                    .forEach(same::add);
        }
        same.removeIf(other -> other.id().equals(event.id()));
        return same;
    }

    private static boolean isOtherSensor(Event event, Sighting other) {
        return event.sensor() != null
                && other.sensor() != null
                && event.sensor().kind() != other.sensor();
    }

    private static boolean isOpposite(@Nullable Phase a, @Nullable Phase b) {
        return (a == Phase.SUCCEEDED && didNotHappen(b)) || (didNotHappen(a) && b == Phase.SUCCEEDED);
    }

    private static boolean didNotHappen(@Nullable Phase phase) {
        return phase == Phase.FAILED || phase == Phase.DENIED;
    }
}
