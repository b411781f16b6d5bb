package dev.recount.streams.index;

/** Decides what a record changes in an index. Knows neither Kafka nor a clock; the same record always changes the same. */
interface Fold {

    /**
     * Adds what {@code record} changes to {@code index}, which is the index as it is without the record.
     *
     * @throws dev.recount.codec.UndecodableRecord when the record holds nothing that belongs there; nothing was added
     */
    void apply(TopicRecord record, IndexBatch index);
}
