package dev.recount.streams.index;

/** Decides what a record changes in an index. Knows neither Kafka nor a clock; the same record always changes the same. */
interface Fold {

    /**
     * Adds to {@code changes} what {@code record} changes.
     *
     * @param before the index as it is without {@code record}
     * @throws dev.recount.codec.UndecodableRecord when the record holds nothing that belongs there
     */
    void apply(TopicRecord record, OrderedReads before, IndexBatch changes);
}
