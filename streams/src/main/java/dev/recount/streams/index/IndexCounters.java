package dev.recount.streams.index;

import java.util.concurrent.atomic.LongAdder;

/**
 * What an index has seen since it was opened.
 *
 * @param indexed records folded in
 * @param conflictingIds events whose id was already taken by an event that says something else
 * @param undecodable records that hold nothing we can read
 */
public record IndexCounters(LongAdder indexed, LongAdder conflictingIds, LongAdder undecodable) {

    public IndexCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder());
    }
}
