package dev.recount.query.timeline;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which events belong to a subject. To an incident belong its alerts' evidence and all of its sessions; and, from an hour
 * before the first evidence until a day after the last, whatever was done with its credentials or to its resources.
 */
public final class SubjectEvents {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration AFTER = Duration.ofDays(1);

    private final Views views;

    public SubjectEvents(Views views) {
        this.views = views;
    }

    /** The subject's events in {@code range}, in no order; empty when an incident of that id is not known. */
    public Optional<Collection<IndexEntry>> of(Subject subject, TimeRange range) {
        return switch (subject.kind()) {
            case INCIDENT -> views.incidents().incident(subject.id()).map(incident -> incident(incident, range));
            case SESSION -> Optional.of(entries(Dimension.SESSION, subject.id(), range));
            case ACTOR -> Optional.of(entries(Dimension.ACTOR, subject.id(), range));
            case CREDENTIAL -> Optional.of(entries(Dimension.CREDENTIAL, subject.id(), range));
            case RESOURCE -> Optional.of(entries(Dimension.RESOURCE, subject.id(), range));
        };
    }

    private Set<IndexEntry> incident(Incident incident, TimeRange range) {
        Set<IndexEntry> entries = new HashSet<>();
        var alerts = incident.alerts().stream()
                .map(views.alerts()::alert)
                .flatMap(Optional::stream)
                .toList();
        for (Alert alert : alerts) {
            evidence(alert, range, entries);
        }
        incident.sessions().forEach(id -> entries.addAll(entries(Dimension.SESSION, id, range)));
        var near = range.within(near(incident, alerts));
        incident.credentials().forEach(id -> entries.addAll(entries(Dimension.CREDENTIAL, id, near)));
        incident.resources().forEach(id -> entries.addAll(entries(Dimension.RESOURCE, id, near)));
        incident.protectionGroups().forEach(id -> entries.addAll(entries(Dimension.PROTECTION_GROUP, id, near)));
        entries.addAll(entries(Dimension.CORRELATION, incident.id(), range));
        return entries;
    }

    private void evidence(Alert alert, TimeRange range, Set<IndexEntry> entries) {
        alert.evidence().stream()
                .map(views.events()::event)
                .flatMap(Optional::stream)
                .map(RecordedEvent::entry)
                .filter(entry -> range.contains(entry.occurredAtMicros()))
                .forEach(entries::add);
    }

    private static TimeRange near(Incident incident, List<Alert> alerts) {
        Instant first = alerts.stream()
                .map(Alert::firstEvidenceAt)
                .min(Comparator.naturalOrder())
                .orElse(incident.openedAt());
        Instant last = alerts.stream()
                .map(Alert::lastEvidenceAt)
                .max(Comparator.naturalOrder())
                .orElse(incident.openedAt());
        return TimeRange.around(first, BEFORE, last, AFTER);
    }

    private List<IndexEntry> entries(Dimension dimension, String id, TimeRange range) {
        return range.isEmpty() ? List.of() : views.timelines().entries(dimension, Objects.requireNonNull(id), range);
    }
}
