package dev.recount.sigma.correlate;

import java.util.Comparator;
import java.util.List;

/**
 * One step of a correlation that took place: a match of a rule, or the firing of a correlation it refers to.
 *
 * @param step index into the correlation's {@code rules}
 * @param matches the match itself, or the firing's evidence
 * @param values of {@code condition.field}
 * @param settledAtMicros the event time from which it can no longer be retracted
 */
record Occurrence(int step, long timeMicros, List<Match> matches, List<String> values, long settledAtMicros) {

    /** By time; at equal times in the order of the steps, so that equal times satisfy a sequence in either direction. */
    static final Comparator<Occurrence> ORDER = Comparator.comparingLong(Occurrence::timeMicros)
            .thenComparingInt(Occurrence::step)
            .thenComparing(occurrence -> occurrence.matches().get(0));
}
