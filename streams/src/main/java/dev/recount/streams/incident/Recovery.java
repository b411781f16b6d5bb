package dev.recount.streams.incident;

import dev.recount.alert.RecoveryLeft;
import dev.recount.streams.detect.Notes;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What recovery an incident leaves: what its main alert says is left, without anything that any of its alerts says is gone. A session
 * knows only of what it destroyed itself, so what one counts on another may have taken.
 */
final class Recovery {

    private final AllNotes notes;
    private final boolean isLastPath;

    Recovery(AllNotes notes) {
        this.notes = notes;
        this.isLastPath = "true".equals(notes.own(Notes.LAST_PATH));
    }

    /** In words; null when nothing is known about it. */
    @Nullable
    String left() {
        var until = notes.any(Notes.UNDO_UNTIL);
        if (until != null) {
            return RecoveryLeft.provider(until);
        }
        var gone = notes.names(Notes.LOST);
        var left = copies();
        left.removeAll(gone);
        if (!left.isEmpty()) {
            return RecoveryLeft.copies(Notes.text(left));
        }
        var lost = copies();
        lost.addAll(Notes.names(notes.any(Notes.LOST_WITH_IT)));
        if (!lost.isEmpty()) {
            return RecoveryLeft.nothing(Notes.text(lost));
        }
        return isLastPath || "true".equals(notes.any(Notes.LAST_PATH)) ? RecoveryLeft.nothing() : null;
    }

    /** What the session of the main alert had left. */
    private Set<String> copies() {
        return new TreeSet<>(Notes.names(isLastPath ? null : notes.any(Notes.SURVIVING)));
    }
}
