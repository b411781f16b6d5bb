package dev.recount.ingest.log;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.EventRecorder;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.accept.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Records events that are objects already, through the same pure steps as those that come over HTTP. */
public final class RecordingEvents implements EventRecorder {

    private static final String SOURCE = "recorder";
    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);

    private final Acceptance acceptance;
    private final Refusals refusals;
    private final Recorder recorder;
    private final Clock clock;

    public RecordingEvents(Acceptance acceptance, Refusals refusals, Recorder recorder, Clock clock) {
        this.acceptance = acceptance;
        this.refusals = refusals;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<Outcome>> submit(List<Event> events) {
        var now = clock.instant();
        return recorder.record(events.stream().map(event -> item(event, now)).toList());
    }

    private Item item(Event event, Instant now) {
        try {
            return acceptance.accept(event, now);
        } catch (UnreadableRecord e) {
            byte[] json = JSON.write(event).getBytes(StandardCharsets.UTF_8);
            return new Item.Wrong(refusals.of(SOURCE, event.id(), e.problems(), json, now), false);
        }
    }
}
