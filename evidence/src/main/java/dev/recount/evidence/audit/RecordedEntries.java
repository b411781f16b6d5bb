package dev.recount.evidence.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of the records of {@code recount.events} as they stand there now, in the order of each partition. */
public interface RecordedEntries extends AutoCloseable {

    /** The entry of a record, and where the record stands in its partition. */
    final class Recorded {
        private final long offset;
        private final byte[] bytes;

        /** @param bytes what the leaf must commit to; handed over, not copied */
        public Recorded(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }

        /** Where the record stands. */
        public long offset() {
            return offset;
        }

        /** What the leaf must commit to; not to be changed. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Every partition, ascending. */
    List<Integer> partitions();

    /**
     * A record that was not taken yet.
     *
     * @param ahead 0 for the next one; a few hundred at most are known beyond it
     * @return null when there is none, or none is known yet so far ahead
     */
    @Nullable
    Recorded peek(int partition, int ahead);

    /** Takes the next record of a partition. */
    void take(int partition);

    /** How many records of the beginning of a partition are there no more; 0 if it begins where it began. */
    long deleted(int partition);

    /** What may have been deleted there without anybody's doing. */
    Expiry expiry();

    /** How many offsets lie between the next record and the end of the partition, as it was when reading began. */
    long left(int partition);

    @Override
    void close();
}
