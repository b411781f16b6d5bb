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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Weighs an event against what other sensors saw. Two events are about the same thing when they share an action id, or
 * when they do the same to the same resource within the skew band of ±2 s.
 */
public final class Witnesses {

    private static final long SKEW_BAND_MICROS = 2_000_000;

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
        Predicate<Sighting> witness = other -> isOtherSensor(event.event(), other);
        if (isSeen(event, witness.and(other -> isOpposite(event.event().phase(), other.phase())))) {
            return EvidenceState.CONTRADICTED;
        }
        return isSeen(event, witness) ? EvidenceState.CORROBORATED : EvidenceState.OBSERVED;
    }

    /** A claim is weighed only against the outcome of what it is about; its words are not understood. */
    private EvidenceState claim(@Nullable Statement statement) {
        if (statement == null || statement.about() == null) {
            return EvidenceState.CLAIMED;
        }
        if (isOutcome(statement.about(), phase -> phase == Phase.SUCCEEDED)) {
            return EvidenceState.CORROBORATED;
        }
        return isOutcome(statement.about(), Witnesses::didNotHappen)
                ? EvidenceState.CONTRADICTED
                : EvidenceState.CLAIMED;
    }

    private boolean isOutcome(String action, Predicate<@Nullable Phase> wanted) {
        return surroundings.any(
                Dimension.ACTION,
                action,
                TimeRange.ALWAYS,
                event -> event.type() != EventType.STATEMENT && wanted.test(event.phase()));
    }

    private boolean isSeen(RecordedEvent event, Predicate<Sighting> wanted) {
        Predicate<Sighting> another = other -> !other.id().equals(event.id());
        var action = event.event().actionId();
        return (action != null && surroundings.any(Dimension.ACTION, action, TimeRange.ALWAYS, another.and(wanted)))
                || isSeenOnResource(event, another.and(wanted));
    }

    private boolean isSeenOnResource(RecordedEvent event, Predicate<Sighting> wanted) {
        var resource = event.event().resourceId();
        var verb = event.event().verb();
        return resource != null
                && verb != null
                && surroundings.any(
                        Dimension.RESOURCE,
                        resource,
                        band(Micros.of(event.occurredAt())),
                        wanted.and(other -> other.verb() == verb));
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
