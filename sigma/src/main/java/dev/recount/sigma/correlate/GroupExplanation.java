package dev.recount.sigma.correlate;

import java.util.List;

/**
 * How near the matches of one group came to a correlation.
 *
 * @param firings what fires
 * @param summary one sentence: what fired, or what was missing and by how much
 * @param steps for each rule the correlation refers to, its matches in order of time
 */
public record GroupExplanation(List<Firing> firings, String summary, List<StepMatches> steps) {

    /**
     * The matches of one step.
     *
     * @param rule as the correlation refers to it
     * @param timesMicros when it occurred
     */
    public record StepMatches(String rule, List<Long> timesMicros) {}
}
