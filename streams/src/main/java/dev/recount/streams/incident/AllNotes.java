package dev.recount.streams.incident;

import dev.recount.streams.detect.Notes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the alerts of an incident say for a sentence about it: see {@link Notes}.
 *
 * @param main the notes of the alert that speaks for the incident
 * @param all those of every alert
 */
record AllNotes(Map<String, String> main, List<Map<String, String>> all) {

    /** What the main alert says under {@code note}; null when it says nothing. */
    @Nullable
    String own(String note) {
        return main.get(note);
    }

    /** What the main alert says under {@code note}, else the first in order that another says. */
    @Nullable
    String any(String note) {
        var own = own(note);
        return own != null
                ? own
                : all.stream()
                        .map(each -> each.get(note))
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** Every name that some alert lists under {@code note}. */
    Set<String> names(String note) {
        Set<String> names = new TreeSet<>();
        all.forEach(each -> names.addAll(Notes.names(each.get(note))));
        return names;
    }
}
