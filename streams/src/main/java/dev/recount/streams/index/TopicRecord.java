package dev.recount.streams.index;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic as a fold sees it.
 *
 * @param key the record's key
 * @param value the record's value; null deletes, on compacted topics
 * @param partition where it stands
 * @param offset where in the partition
 * @param timestampMs the record's own time, for events that carry none
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once and never compared; copying would cost per record.
record TopicRecord(byte @Nullable [] key, byte @Nullable [] value, int partition, long offset, long timestampMs) {}
