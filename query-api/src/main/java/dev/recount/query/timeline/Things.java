package dev.recount.query.timeline;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.Vicinity;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventDimensions;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What links and evidence of events are looked for by, and in which time. */
final class Things {

    private Things() {}

    /** What {@code events} speak of, each thing once with the time that its events and their witnesses lie in. */
    static Map<Dimension, Map<String, Vicinity>> around(Collection<RecordedEvent> events) {
        Map<Dimension, Map<String, Vicinity>> things = new EnumMap<>(Dimension.class);
        for (RecordedEvent event : events) {
            var band = Witnesses.band(Micros.of(event.occurredAt()));
            of(event.event(), (dimension, id) -> things.computeIfAbsent(dimension, d -> new TreeMap<>())
                    .merge(id, new Vicinity(id, reach(dimension, band)), Things::both));
        }
        return things;
    }

    /** An action has few events, and all of them matter. */
    private static TimeRange reach(Dimension dimension, TimeRange band) {
        return dimension == Dimension.ACTION ? TimeRange.ALWAYS : band;
    }

    private static Vicinity both(Vicinity a, Vicinity b) {
        return new Vicinity(
                a.id(),
                new TimeRange(
                        Math.min(a.range().fromMicros(), b.range().fromMicros()),
                        Math.max(a.range().toMicros(), b.range().toMicros())));
    }

    private static void of(Event event, BiConsumer<Dimension, String> thing) {
        when(event.actionId(), Dimension.ACTION, thing);
        when(event.traceId(), Dimension.TRACE, thing);
        when(event.resourceId(), Dimension.RESOURCE, thing);
        var credential = event.credential();
        if (credential != null) {
            for (String name : EventDimensions.names(credential)) {
                thing.accept(Dimension.ISSUED, name);
                thing.accept(Dimension.DISCOVERED, name);
                thing.accept(Dimension.CREDENTIAL, name);
            }
            when(credential.mintedFrom(), Dimension.CREDENTIAL, thing);
        }
    }

    private static void when(@Nullable String id, Dimension dimension, BiConsumer<Dimension, String> thing) {
        if (id != null) {
            thing.accept(dimension, id);
        }
    }
}
