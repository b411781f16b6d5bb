package dev.recount.ingest.log;

import dev.recount.codec.Codecs;
import dev.recount.event.Rejection;
import dev.recount.ingest.accept.Envelope;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.log.IdempotenceWindow.Fate;
import dev.recount.topic.Topics;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Appends items to the log, each event once. An event whose id was appended lately, with the same content, is a duplicate
 * and is not written again; one whose id is on its way waits for that write's fate. The window holds the ids of the last
 * {@code windowIds} appended events at least, of this process, and after a start those read back from the log's tail. What
 * lies outside the window, or came through another ingest process, is written again and folded by id downstream.
 */
public final class Recorder {

    private static final Outcome SATURATED = new Outcome.NotTaken(true);
    private static final Outcome FAILED = new Outcome.NotTaken(false);

    private final EventLog log;
    private final Codecs codecs;
    private final IdempotenceWindow window;
    private final long inFlightBytesMax;
    private final AtomicLong inFlightBytes = new AtomicLong();

    /**
     * @param windowIds how many appended ids are remembered at least
     * @param inFlightBytesMax how much may wait for the log's answer before new items are turned away as saturated
     */
    public Recorder(EventLog log, Codecs codecs, int windowIds, long inFlightBytesMax) {
        this.log = log;
        this.codecs = codecs;
        this.window = new IdempotenceWindow(windowIds);
        this.inFlightBytesMax = inFlightBytesMax;
    }

    /** Remembers an event that the log already has. */
    public void remember(long idDigest, long contentDigest) {
        window.remember(idDigest, contentDigest);
    }

    /** Whether so much waits for the log that new items would be turned away. */
    public boolean saturated() {
        return inFlightBytes.get() > inFlightBytesMax;
    }

    /** Appends {@code items}; the answer has one outcome per item, in order, once the log has answered for all. */
    public CompletableFuture<List<Outcome>> record(List<Item> items) {
        if (saturated()) {
            return CompletableFuture.completedFuture(Collections.nCopies(items.size(), SATURATED));
        }
        var batch = new Batch(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Item.Ready ready) {
                append(ready, i, batch);
            } else {
                var wrong = (Item.Wrong) items.get(i);
                batch.settle(i, wrong.outcome());
                keep(wrong.rejection(), batch);
            }
        }
        batch.closed();
        return batch.whole();
    }

    /** What follows from an event that is refused must not be written either. */
    private void append(Item.Ready item, int index, Batch batch) {
        for (Envelope envelope : item.envelopes()) {
            if (write(envelope, index, batch) == Fate.CONFLICT) {
                return;
            }
        }
    }

    private @Nullable Fate write(Envelope envelope, int index, Batch batch) {
        batch.opened();
        var claim = window.claim(envelope, fate -> settle(envelope, fate, index, batch));
        if (claim.mustWrite()) {
            int bytes = envelope.value().length;
            inFlightBytes.addAndGet(bytes);
            log.append(Topics.EVENTS, envelope.key(), envelope.value(), failure -> {
                inFlightBytes.addAndGet(-bytes);
                window.settle(envelope, failure == null);
            });
        } else if (claim.fate() != null) {
            settle(envelope, claim.fate(), index, batch);
        }
        return claim.fate();
    }

    private void settle(Envelope envelope, Fate fate, int index, Batch batch) {
        switch (fate) {
            case APPENDED, DUPLICATE -> {
                if (!envelope.consequence()) {
                    batch.settle(
                            index,
                            fate == Fate.APPENDED
                                    ? new Outcome.Accepted(envelope.id())
                                    : new Outcome.Duplicate(envelope.id()));
                }
            }
            case FAILED -> batch.settle(index, FAILED);
            case CONFLICT -> {
                var rejection = Conflict.of(envelope, codecs);
                batch.settle(index, new Item.Wrong(rejection, false).outcome());
                keep(rejection, batch);
            }
        }
        batch.closed();
    }

    /** A refusal that cannot be kept does not change the answer: the sender has been told either way. */
    private void keep(Rejection rejection, Batch batch) {
        batch.opened();
        log.append(Topics.REJECTED, rejection.source(), codecs.rejected().encode(rejection), failure -> batch.closed());
    }
}
