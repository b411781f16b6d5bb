package dev.recount.ingest.accept;

import java.time.Instant;

/**
 * Turns one item of a body into what the log or the rejected topic takes. Thread-safe; throws for no item, only when the key
 * of a person who is new cannot be kept.
 */
@FunctionalInterface
public interface ItemMaker {

    /**
     * Makes one item.
     *
     * @param body the body that the item stands in
     * @param offset of the item's first byte
     * @param length of the item in bytes
     * @param now when the request arrived
     */
    Item make(byte[] body, int offset, int length, Instant now);
}
