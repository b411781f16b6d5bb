package dev.recount.sigma.correlate;

import java.time.Duration;

/**
 * Bounds on what a {@link Correlator} keeps.
 *
 * @param matchesPerGroupMax each rule of the correlation has an equal share of it; above that its latest match of the group is
 *     left out, whatever the order of arrival, and counted
 * @param lateness how far behind the watermark a match may arrive and still be taken; later ones are counted
 */
public record Limits(int matchesPerGroupMax, Duration lateness) {

    public static final Limits DEFAULT = new Limits(100_000, Duration.ofMinutes(10));

    public Limits {
        if (matchesPerGroupMax < 1 || lateness.isNegative()) {
            throw new IllegalArgumentException("matchesPerGroupMax: " + matchesPerGroupMax + ", lateness: " + lateness
                    + " (expected: at least 1, and not negative)");
        }
    }
}
