package dev.recount.evidence.erasure;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something is kept.
 *
 * @param what its name, such as a topic's
 * @param holds what is in it
 * @param keptFor after that it may be deleted; empty for ever
 * @param latestOnly whether of each key only the latest value is kept
 * @param held whether nothing of it is deleted while a legal hold is in force
 * @param set where that is set
 */
public record Retention(
        String what, String holds, Optional<Duration> keptFor, boolean latestOnly, boolean held, String set) {}
