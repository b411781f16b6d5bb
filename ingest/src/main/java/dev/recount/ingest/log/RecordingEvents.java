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
    private final UnderWay underWay;

    public RecordingEvents(Acceptance acceptance, Refusals refusals, Recorder recorder, UnderWay underWay) {
        this.acceptance = acceptance;
        this.refusals = refusals;
        this.recorder = recorder;
        this.underWay = underWay;
    }

    @Override
    public CompletableFuture<List<Outcome>> submit(List<Event> events) {
        var stamp = underWay.begin();
        try {
            return recorder.record(events.stream()
                            .map(event -> item(event, stamp.at()))
                            .toList())
                    .whenComplete((outcomes, failure) -> stamp.close());
        } catch (RuntimeException e) {
            stamp.close();
            throw e;
        }
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
