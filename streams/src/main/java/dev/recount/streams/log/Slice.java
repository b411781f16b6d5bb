package dev.recount.streams.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a partition whose keys fall into one of several parts.
 *
 * @param span their events
 * @param told what they were told by others of their families
 * @param part counted from 0
 * @param parts how many there are
 */
record Slice(TopicReader.Span span, Optional<TopicReader.Span> told, int part, int parts) {

    private static final int PARTS_MAX = 4_096;
    private static final int SPREAD = 0x9E3779B9;

    /** Whether a record with {@code key} belongs to it; those without a key are all in the first. */
    boolean holds(byte[] key) {
        int hash = key == null ? 0 : Arrays.hashCode(key) * SPREAD;
        return Math.floorMod(hash ^ (hash >>> 16), parts) == part;
    }

    /** The two halves. */
    List<Slice> halves() {
        if (parts >= PARTS_MAX) {
            throw new IllegalStateException("one session alone is more than a replay may remember");
        }
        return List.of(new Slice(span, told, part, parts * 2), new Slice(span, told, part + parts, parts * 2));
    }
}
