package dev.recount.sigma.correlate;

import java.util.List;

/** What a {@link Correlator} tells: the announced firings are kept equal to those {@link CorrelationPlan#evaluate} gives. */
public sealed interface Change {

    Firing firing();

    /** A firing that was not known before; look at {@link Firing#provisional()}. */
    record Fired(Firing firing) implements Change {}

    /** What belongs to it changed other than by going on: a late match came in between. */
    record Revised(Firing firing) implements Change {}

    /**
     * It goes on.
     *
     * @param matches those new since the last change
     */
    record Continued(Firing firing, List<Match> matches) implements Change {}

    /** It was provisional and is now decided. */
    record Confirmed(Firing firing) implements Change {}

    /** It does not hold: a {@code not} was contradicted, or a late match moved the time at which it fired. */
    record Retracted(Firing firing) implements Change {}
}
