package dev.recount.evidence.report;

import java.util.BitSet;

/** The numbers of one session that were seen; what is missing between the first and the last was not recorded. */
final class Numbering {

    /** Beyond this, a number is not counted up from anything. */
    static final long LARGEST = 10_000_000;

    private final BitSet seen = new BitSet();

    void add(long number) {
        if (number >= 0 && number <= LARGEST) {
            seen.set((int) number);
        }
    }

    long missing() {
        return seen.isEmpty() ? 0 : seen.length() - seen.nextSetBit(0) - seen.cardinality();
    }

    int firstMissing() {
        return seen.nextClearBit(seen.nextSetBit(0));
    }
}
