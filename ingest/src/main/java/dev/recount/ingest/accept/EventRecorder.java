package dev.recount.ingest.accept;

import dev.recount.event.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Records events: for HTTP doors, and in the same process for whoever has something to put on record. */
public interface EventRecorder {

    /**
     * Redacts, completes, checks and appends {@code events}.
     *
     * @return one outcome per event in the same order, once the log has answered for all of them; never completes
     *     exceptionally for an item's sake
     */
    CompletableFuture<List<Outcome>> submit(List<Event> events);
}
