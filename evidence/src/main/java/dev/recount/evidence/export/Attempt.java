package dev.recount.evidence.export;

import dev.recount.evidence.seal.SealedLog;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A try to make an export. A log that takes events is never sealed to its end, so an export waits for no more than there was
 * when it was begun.
 *
 * @param number counts from 0
 * @param wanted the last offset of each partition that there was at the first try
 */
record Attempt(int number, Map<Integer, Long> wanted) {

    static final Attempt FIRST = new Attempt(0, Map.of());

    Attempt next() {
        return new Attempt(number + 1, wanted);
    }

    /** The same, which wants these records if it does not know yet what it wants. */
    Attempt wanting(Collection<ExportSource.Place> there) {
        return wanted.isEmpty()
                ? new Attempt(
                        number,
                        there.stream()
                                .collect(Collectors.toMap(
                                        ExportSource.Place::partition, ExportSource.Place::offset, Math::max)))
                : this;
    }

    boolean isCoveredBy(SealedLog log) {
        return wanted.entrySet().stream().allMatch(last -> log.covers(last.getKey(), last.getValue()));
    }
}
