package dev.recount.query.timeline;

import dev.recount.event.Event;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventDimensions;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What links and evidence of an event are looked for by. */
final class Things {

    private Things() {}

    static void of(Event event, BiConsumer<Dimension, String> thing) {
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
        }
    }

    private static void when(@Nullable String id, Dimension dimension, BiConsumer<Dimension, String> thing) {
        if (id != null) {
            thing.accept(dimension, id);
        }
    }
}
