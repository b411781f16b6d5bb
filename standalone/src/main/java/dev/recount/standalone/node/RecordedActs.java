package dev.recount.standalone.node;

import dev.recount.event.Event;
import dev.recount.ingest.accept.EventRecorder;
import dev.recount.ingest.accept.Outcome;
import dev.recount.query.EventSink;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets what people do through the query side go the way of every other event. */
final class RecordedActs implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedActs.class);

    private final EventRecorder recorder;

    RecordedActs(EventRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public CompletableFuture<String> record(Event event) {
        return recorder.submit(List.of(event)).thenApply(outcomes -> id(outcomes.get(0)));
    }

    /** Records what Recount itself did; who did it does not wait for that. */
    void note(Event event) {
        var unused = record(event).whenComplete((id, failure) -> {
            if (failure != null) {
                LOG.warn("event not recorded: error={}", failure.toString());
            }
        });
    }

    /**
     * Records; returns once the log has it.
     *
     * @throws IOException saying why it was not taken
     */
    void put(Event event) throws IOException {
        try {
            var unused = record(event).join();
        } catch (CompletionException | Refused e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String id(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.id();
        }
        if (outcome instanceof Outcome.Duplicate duplicate) {
            return duplicate.id();
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw new Refused(refused.detail());
        }
        throw new IllegalStateException("the log did not take the event");
    }
}
