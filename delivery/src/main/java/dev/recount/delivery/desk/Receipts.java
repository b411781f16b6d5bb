package dev.recount.delivery.desk;

import dev.recount.event.Event;

/** Where the receipt of each attempt goes, to become an event like every other. */
@FunctionalInterface
public interface Receipts {

    /** Records {@code receipt}; returns at once. */
    void record(Event receipt);
}
