package dev.recount.query.timeline;

import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which event came before each in its session. */
public final class SessionOrder {

    private final Views views;
    private final long asOfMicros;

    /** @param asOfMicros by what was recorded until then */
    public SessionOrder(Views views, long asOfMicros) {
        this.views = views;
        this.asOfMicros = asOfMicros;
    }

    /**
     * The id of the event before each of {@code events}, by its own id: the one before it among them, else the one before it
     * in the log.
     *
     * @param descending whether they come latest first
     */
    Map<String, String> previous(List<RecordedEvent> events, boolean descending) {
        Map<String, String> previous = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        var forwards = new ArrayList<>(events);
        if (descending) {
            Collections.reverse(forwards);
        }
        for (RecordedEvent event : forwards) {
            var session = event.event().sessionId();
            if (session != null) {
                var before = last.put(session, event.id());
                var found = before != null ? before : previous(session, event.entry());
                if (found != null) {
                    previous.put(event.id(), found);
                }
            }
        }
        return previous;
    }

    /** The id of the event before {@code event} in the log of its session; null where there is none. */
    public @Nullable String previous(RecordedEvent event) {
        var session = event.event().sessionId();
        return session == null ? null : previous(session, event.entry());
    }

    private @Nullable String previous(String session, IndexEntry entry) {
        var nearest = views.timelines().entries(Dimension.SESSION, session, TimeRange.ALWAYS, entry, true, 1);
        var recorded = nearest.stream()
                .filter(one -> one.recordedAtMicros() <= asOfMicros)
                .toList();
        return views.events().events(recorded).stream()
                .map(RecordedEvent::id)
                .findFirst()
                .orElse(null);
    }
}
