package dev.recount.ingest.source;

import dev.recount.codec.FieldProblem;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.ItemMaker;
import dev.recount.ingest.accept.Refusals;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a fault of ours in one item from the others: what no reader foresaw is refused and kept, like anything that cannot
 * be read.
 */
public final class GuardedItems implements ItemMaker {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedItems.class);

    private final String source;
    private final ItemMaker items;
    private final Refusals refusals;

    public GuardedItems(String source, ItemMaker items, Refusals refusals) {
        this.source = source;
        this.items = items;
        this.refusals = refusals;
    }

    @Override
    public Item make(byte[] body, int offset, int length, Instant now) {
        try {
            return items.make(body, offset, length, now);
        } catch (RuntimeException | StackOverflowError e) {
            var frame = e.getStackTrace().length == 0 ? "unknown" : e.getStackTrace()[0].toString();
            // Without the message, which may quote the input.
            LOG.error(
                    "item could not be read: source={} error={} at={}",
                    source,
                    e.getClass().getName(),
                    frame);
            var problem =
                    new FieldProblem("", "could not be read for a fault of the server; it is kept with its reason");
            return new Item.Wrong(refusals.of(source, null, List.of(problem), body, offset, length, now), false);
        }
    }
}
