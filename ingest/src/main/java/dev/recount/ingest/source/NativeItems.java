package dev.recount.ingest.source;

import dev.recount.codec.FieldProblem;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.ItemMaker;
import dev.recount.ingest.accept.Refusals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items that are events in Recount's own JSON. */
public final class NativeItems implements ItemMaker {

    /** The door's name in metrics and on the rejected topic. */
    public static final String SOURCE = "events";

    /** How an item becomes an event. */
    @FunctionalInterface
    public interface Reader {
        Event read(byte[] body, int offset, int length);
    }

    /** What an item is called that did not become an event. */
    @FunctionalInterface
    interface Ids {
        @Nullable
        String of(byte[] body, int offset, int length);
    }

    private final Reader reader;
    private final Ids ids;
    private final Acceptance acceptance;
    private final Refusals refusals;

    public NativeItems(Reader reader, Acceptance acceptance, Refusals refusals) {
        this(reader, ItemIds::of, acceptance, refusals);
    }

    NativeItems(Reader reader, Ids ids, Acceptance acceptance, Refusals refusals) {
        this.reader = reader;
        this.ids = ids;
        this.acceptance = acceptance;
        this.refusals = refusals;
    }

    @Override
    public Item make(byte[] body, int offset, int length, Instant now) {
        @Nullable String id = null;
        try {
            var event = reader.read(body, offset, length);
            id = event.id();
            requireForeign(event);
            return acceptance.accept(event, now);
        } catch (UnreadableRecord e) {
            var named = id == null ? ids.of(body, offset, length) : id;
            return new Item.Wrong(refusals.of(SOURCE, named, e.problems(), body, offset, length, now), false);
        } catch (MalformedItem e) {
            var problems = List.of(new FieldProblem("", String.valueOf(e.getMessage())));
            var named = ids.of(body, offset, length);
            return new Item.Wrong(refusals.of(SOURCE, named, problems, body, offset, length, now), true);
        }
    }

    /** What Recount says of itself is not for senders: one could forge who read what, or hide that a part is silent. */
    private static void requireForeign(Event event) {
        Recorder.voice(event).ifPresent(voice -> {
            throw new UnreadableRecord(
                    voice.pointer(), voice.word() + " is for Recount itself to write (expected: another word)");
        });
        if (event.type() == EventType.CONTROL && event.phase() != null && event.correlationId() != null) {
            requireNoResponse(event.phase());
        }
    }

    /** Whoever may only report must not be able to close the incident that its deeds raised. */
    private static void requireNoResponse(Phase phase) {
        if (phase == Phase.ACKNOWLEDGED || phase == Phase.RESOLVED || phase == Phase.NOTED) {
            throw new UnreadableRecord(
                    "/phase",
                    phase.wire() + " of an incident is not sent as an event (expected: POST /v1/incidents/{id}/"
                            + "acknowledge, …/resolve or …/notes, by a responder)");
        }
    }
}
