package dev.recount.query.timeline;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.query.Views;
import dev.recount.query.credential.CredentialNames;
import dev.recount.query.credential.Names;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events belong to a subject. To a session belong those that it started, and theirs; to a credential what is said of it
 * under any of its names. To an incident belong its alerts' evidence and all of its sessions; and, from an hour before the first evidence until a day after the last, whatever was
 * done with its credentials or to its resources. As of a moment it is what its alerts that were raised by then say it is, so
 * that an incident that grows does not change what is frozen.
 */
public final class SubjectEvents {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration AFTER = Duration.ofDays(1);
    private static final int SESSIONS_MAX = 1_000;
    private static final int OF_ACTOR_MAX = 10_000;

    private final Views views;
    private final CredentialNames names;
    private final GroupMembers members;

    public SubjectEvents(Views views) {
        this.views = views;
        this.names = views.credentialNames();
        this.members = new GroupMembers(views.registry());
    }

    /**
     * All of the subject's events in {@code range}, in no order; empty when an incident of that id is not known.
     *
     * @param asOf what an incident is made of by then; what was recorded later is among the events all the same
     */
    public Optional<Collection<IndexEntry>> of(Subject subject, TimeRange range, Instant asOf) {
        return strands(subject, range, asOf, Integer.MAX_VALUE).map(strands -> strands.entries(views.timelines()));
    }

    /** The same in the order of its timeline, read on the way; of {@value #SESSIONS_MAX} sessions at most. */
    public Optional<SubjectWalk> walk(Subject subject, TimeRange range, Instant asOf) {
        return strands(subject, range, asOf)
                .map(strands -> new SubjectWalk(views.timelines(), strands, subject, range, asOf));
    }

    /**
     * Where the subject's events in {@code range} are, of {@value #SESSIONS_MAX} sessions at most, of which an incident names
     * some itself; empty when an incident of that id is not known.
     */
    Optional<SubjectStrands> strands(Subject subject, TimeRange range, Instant asOf) {
        return strands(subject, range, asOf, SESSIONS_MAX);
    }

    private Optional<SubjectStrands> strands(Subject subject, TimeRange range, Instant asOf, int sessionsMax) {
        return switch (subject.kind()) {
            case INCIDENT ->
                views.incidents().incident(subject.id()).map(incident -> incident(incident, range, asOf, sessionsMax));
            case SESSION ->
                Optional.of(sessions(Family.of(views.timelines(), List.of(subject.id()), sessionsMax), range));
            case ACTOR -> one(Dimension.ACTOR, subject, range);
            case HUMAN -> one(Dimension.HUMAN, subject, range);
            case CREDENTIAL -> Optional.of(credential(names.of(subject.id(), asOf), range));
            case RESOURCE -> one(Dimension.RESOURCE, subject, range);
            case PROTECTION_GROUP ->
                Optional.of(new SubjectStrands(group(subject.id(), range, asOf).toList(), List.of(), false));
            case TRACE -> one(Dimension.TRACE, subject, range);
        };
    }

    private static Optional<SubjectStrands> one(Dimension dimension, Subject subject, TimeRange range) {
        return Optional.of(new SubjectStrands(List.of(new Strand(dimension, subject.id(), range)), List.of(), false));
    }

    /** What sensors said is of a group, and what was done to the resources that the registry put into it. */
    private Stream<Strand> group(String id, TimeRange range, Instant asOf) {
        return Stream.concat(
                Stream.of(new Strand(Dimension.PROTECTION_GROUP, id, range)), members.strands(id, range, asOf));
    }

    private static SubjectStrands credential(Names names, TimeRange range) {
        var strands = names.all().stream()
                .map(name -> new Strand(Dimension.CREDENTIAL, name, range))
                .toList();
        return new SubjectStrands(strands, List.of(), names.isCut());
    }

    private static SubjectStrands sessions(Family family, TimeRange range) {
        var strands = family.ids().stream()
                .map(id -> new Strand(Dimension.SESSION, id, range))
                .toList();
        return new SubjectStrands(strands, List.of(), family.isCut());
    }

    /**
     * What the actors of an incident did elsewhere, from an hour before its first evidence until a day after the last: the
     * first events of each, of which there may be more.
     */
    public List<IndexEntry> ofActors(Incident incident, Instant asOf) {
        var alerts = alerts(incident, asOf);
        var near = near(incident, alerts);
        return all(alerts, Alert::actors).stream()
                .flatMap(id -> views.timelines().entries(Dimension.ACTOR, id, near, null, false, OF_ACTOR_MAX).stream())
                .distinct()
                .toList();
    }

    private List<Alert> alerts(Incident incident, Instant asOf) {
        return incident.alerts().stream()
                .map(views.alerts()::alert)
                .flatMap(Optional::stream)
                .filter(alert -> !alert.raisedAt().isAfter(asOf))
                .toList();
    }

    private SubjectStrands incident(Incident incident, TimeRange range, Instant asOf, int sessionsMax) {
        var alerts = alerts(incident, asOf);
        var near = range.within(near(incident, alerts));
        var sessions = sessions(Family.of(views.timelines(), all(alerts, Alert::sessions), sessionsMax), range);
        Set<Strand> strands = new LinkedHashSet<>(sessions.strands());
        var credentials = all(alerts, Alert::credentials).stream()
                .map(id -> credential(names.of(id, asOf), near))
                .toList();
        credentials.forEach(credential -> strands.addAll(credential.strands()));
        all(alerts, Alert::resources).forEach(id -> strands.add(new Strand(Dimension.RESOURCE, id, near)));
        all(alerts, Alert::protectionGroups).forEach(id -> group(id, near, asOf).forEach(strands::add));
        strands.add(new Strand(Dimension.CORRELATION, incident.id(), range));
        boolean isCut = sessions.isCut() || credentials.stream().anyMatch(SubjectStrands::isCut);
        return new SubjectStrands(List.copyOf(strands), evidence(alerts, range), isCut);
    }

    private static Set<String> all(List<Alert> alerts, Function<Alert, List<String>> said) {
        return alerts.stream()
                .flatMap(alert -> said.apply(alert).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<IndexEntry> evidence(List<Alert> alerts, TimeRange range) {
        return alerts.stream()
                .flatMap(alert -> alert.evidence().stream())
                .distinct()
                .map(views.events()::event)
                .flatMap(Optional::stream)
                .map(RecordedEvent::entry)
                .filter(entry -> range.contains(entry.occurredAtMicros()))
                .toList();
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
}
