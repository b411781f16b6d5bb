package dev.recount.streams.replay;

import java.util.Map;

/** The rules match so much that no replay could keep it, and nobody could read it. */
public final class TooManyMatches extends RuntimeException {

    TooManyMatches(int max, Map.Entry<String, Integer> most) {
        super("the rules match more than %,d times, %s alone %,d times; narrow that rule or leave it out"
                .formatted(max, most.getKey(), most.getValue()));
    }
}
