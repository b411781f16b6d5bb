package dev.recount.ingest.source;

import dev.recount.codec.FieldProblem;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.ItemMaker;
import dev.recount.ingest.accept.Refusals;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.JsonRedactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Items that are a source's own records: parsed, redacted as a whole, and only then looked at by the source. */
public final class RawItems {

    /** Label that says what of a record was too much to be kept, or could not be. */
    static final String MENDED = "mended";

    private static final int NOTE_MAX = 1_000;

    private final JsonRedactor redactor;
    private final Acceptance acceptance;
    private final Refusals refusals;
    private final SessionOrder order;

    public RawItems(Fingerprinter fingerprinter, Acceptance acceptance, Refusals refusals, SessionOrder order) {
        this.redactor = new JsonRedactor(fingerprinter);
        this.acceptance = acceptance;
        this.refusals = refusals;
        this.order = order;
    }

    /** Makes items of {@code source}'s records. */
    public ItemMaker of(RawSource source, SessionContext context) {
        ItemMaker items = (body, offset, length, now) -> make(source, context, body, offset, length, now);
        return new GuardedItems(source.name(), items, refusals);
    }

    /** Says on the record's own event what of the record could not be kept. */
    private static List<Event> marked(List<Event> events, List<String> notes) {
        if (notes.isEmpty() || events.isEmpty()) {
            return events;
        }
        var marked = new ArrayList<>(events);
        var note = Fields.cut(String.join("; ", notes), NOTE_MAX);
        marked.set(0, events.get(0).toBuilder().label(MENDED, note).build());
        return marked;
    }

    private Item make(RawSource source, SessionContext context, byte[] body, int offset, int length, Instant now) {
        try {
            var read = MendedTree.read(body, offset, length);
            var redaction = redactor.redact(read.document());
            var record = new RedactedRecord(redaction.document(), redaction.secrets());
            var events = source.events(record, new Arrival(now, context, order));
            return acceptance.acceptRedacted(marked(events, read.notes()), record.secrets(), now);
        } catch (UnreadableRecord e) {
            return new Item.Wrong(refusals.of(source.name(), null, e.problems(), body, offset, length, now), false);
        } catch (MalformedItem e) {
            var problem = new FieldProblem("", String.valueOf(e.getMessage()));
            return new Item.Wrong(refusals.of(source.name(), null, List.of(problem), body, offset, length, now), true);
        }
    }
}
