package dev.recount.streams.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said because a clock or the reference data moved, and not because a record came in. A record comes again after a
 * crash; these would not. So they are noted in the store until a commit must have carried them out, and said again when a
 * note is found at the start.
 */
final class Unsettled {

    /** Longer than any commit interval: by then what was sent has been acknowledged. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(15);

    private static final char KIND = 'u';

    private final State state;
    /** When each note may be taken off, the earliest first. */
    private final Map<String, Long> settledAtMs = new LinkedHashMap<>();

    Unsettled(State state) {
        this.state = state;
    }

    /** Owners whose words may have been lost. */
    List<String> atStart() {
        return state.owners(KIND);
    }

    void note(String owner, long nowMs) {
        if (settledAtMs.remove(owner) == null) {
            state.mark(KIND, owner);
        }
        settledAtMs.put(owner, nowMs + SETTLED_AFTER.toMillis());
    }

    /** Takes off the notes that are old enough. */
    void settle(long nowMs) {
        var notes = settledAtMs.entrySet().iterator();
        while (notes.hasNext()) {
            var note = notes.next();
            if (note.getValue() > nowMs) {
                return;
            }
            notes.remove();
            state.delete(KIND, note.getKey(), "");
        }
    }
}
