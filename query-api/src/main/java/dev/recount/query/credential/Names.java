package dev.recount.query.credential;

import java.util.List;

/**
 * All that one credential is called.
 *
 * @param all each name once, the one that was asked for first
 * @param isCut whether it has more
 */
public record Names(List<String> all, boolean isCut) {

    public Names {
        all = List.copyOf(all);
    }

    /** The name that was asked for. */
    public String asked() {
        return all.get(0);
    }
}
