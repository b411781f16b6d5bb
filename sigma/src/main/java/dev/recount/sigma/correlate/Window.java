package dev.recount.sigma.correlate;

import java.util.List;

/**
 * What a correlation type keeps of the occurrences in its sliding window. Occurrences come and go in order of time; after
 * those of one point in time have come, {@link #verdict} is asked once.
 */
interface Window {

    void enter(Occurrence occurrence);

    void leave(Occurrence occurrence);

    /** Whether the condition holds for what is in the window now. */
    Verdict verdict(long nowMicros);

    /**
     * The answer of a window.
     *
     * @param holds whether the condition holds
     * @param alternatives those of a temporal condition that hold, empty for the other types
     */
    record Verdict(boolean holds, List<Alternative> alternatives) {

        static final Verdict NO = new Verdict(false, List.of());
        static final Verdict YES = new Verdict(true, List.of());

        static Verdict of(boolean holds) {
            return holds ? YES : NO;
        }
    }
}
