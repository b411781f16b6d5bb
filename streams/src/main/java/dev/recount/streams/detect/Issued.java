package dev.recount.streams.detect;

import dev.recount.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as its group states it, before it belongs to an incident.
 *
 * @param alert the revision
 * @param changedAt when the latest thing it rests on was recorded
 * @param dueAt when it is confirmed unless something arrives; absent when it does not wait
 * @param notes what an incident says about it: see {@link Notes}
 * @param matches identities of the matches it is made of
 * @param budget how many alerts of its rule may call for somebody in an hour
 * @param occasion what of it joins it to others in an incident; absent when all that it speaks of does
 */
public record Issued(
        Alert alert,
        Instant changedAt,
        @Nullable Instant dueAt,
        Map<String, String> notes,
        List<String> matches,
        long budget,
        @Nullable Occasion occasion) {
    public Issued {
        notes = Map.copyOf(notes);
        matches = List.copyOf(matches);
    }

    /** The same of another revision of the alert. */
    public Issued with(Alert revision) {
        return new Issued(revision, changedAt, dueAt, notes, matches, budget, occasion);
    }
}
