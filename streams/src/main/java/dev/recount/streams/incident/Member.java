package dev.recount.streams.incident;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.Notes;
import dev.recount.streams.detect.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and the incident it was last said to belong to.
 *
 * @param issued the latest revision
 * @param incidentId absent before it is assigned
 * @param overBudget whether it is only a signal, because its rule had raised too many before
 */
public record Member(Issued issued, @Nullable String incidentId, boolean overBudget) {

    static final Comparator<Member> EARLIEST_FIRST = Comparator.comparing(
                    (Member member) -> member.occasion().first())
            .thenComparing(member -> member.alert().id());

    Alert alert() {
        return issued.alert();
    }

    String id() {
        return alert().id();
    }

    boolean stands() {
        return alert().status().stands() && !overBudget;
    }

    Member in(String incident) {
        return new Member(issued, incident, overBudget);
    }

    /** When it calls for somebody, and what it can share with others then. */
    Occasion occasion() {
        var part = issued.occasion();
        return part != null ? part : Occasion.of(alert());
    }

    /** What it can share with others. */
    List<String> links() {
        var occasion = occasion();
        List<String> links = new ArrayList<>();
        occasion.sessions().forEach(session -> links.add("session " + session));
        occasion.credentials().forEach(credential -> links.add("credential " + credential));
        occasion.protectionGroups().forEach(group -> links.add("group " + group));
        return links;
    }

    /** Whether it was raised after {@code moment}, or what was recorded then happened after it too, or made it worse. */
    boolean goesOnAfter(Instant moment) {
        boolean wentOn =
                issued.changedAt().isAfter(moment) && alert().lastEvidenceAt().isAfter(moment);
        return wentOn || alert().raisedAt().isAfter(moment) || levelSince().isAfter(moment);
    }

    /** When the evidence that gives it its level had been recorded. */
    private Instant levelSince() {
        var since = issued.notes().get(Notes.LEVEL_SINCE);
        return since == null ? Instant.MIN : Instant.parse(since);
    }

    /** The alert as it is published. */
    Alert published() {
        boolean signal = overBudget && alert().status().stands();
        return signal ? alert().standing(AlertStatus.SIGNAL, alert().absent()).in(null) : alert().in(incidentId);
    }
}
