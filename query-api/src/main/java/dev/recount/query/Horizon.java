package dev.recount.query;

import java.time.Instant;

/** Until when the views are complete, so that an answer about then never changes. */
@FunctionalInterface
public interface Horizon {

    /**
     * Every event that was recorded up to then, inclusive, can be read; what can be read later was recorded after it. Not much
     * earlier than now where the views keep up.
     */
    Instant settled();
}
