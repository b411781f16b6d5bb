package dev.recount.streams.incident;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.event.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes an incident of its alerts and of what responders did with it. */
final class IncidentDraft {

    private static final Comparator<Response> IN_ORDER =
            Comparator.comparing(Response::at).thenComparing(Response::eventId);

    private final String id;
    private final List<Member> members;
    private final List<Response> responses;

    /** @param members at least one, earliest first */
    IncidentDraft(String id, List<Member> members, Collection<Response> responses) {
        this.id = id;
        this.members = members;
        this.responses = responses.stream().sorted(IN_ORDER).toList();
    }

    Incident incident() {
        var story = new Story(members);
        return new Incident(
                id,
                status(),
                members.stream().map(member -> member.alert().level()).reduce(Level.INFORMATIONAL, Level::max),
                story.title(),
                members.get(0).alert().firstEvidenceAt(),
                updatedAt(),
                members.stream().map(Member::id).toList(),
                all(member -> List.of(member.alert().rule().id())),
                all(member -> member.alert().sessions()),
                all(member -> member.alert().actors()),
                all(member -> member.alert().credentials()),
                all(member -> member.alert().resources()),
                all(member -> member.alert().protectionGroups()),
                all(member -> member.alert().environments()),
                members.stream().anyMatch(member -> member.alert().irreversible()),
                story.recoveryLeft(),
                acknowledgedBy(),
                null,
                "/v1/timeline?incident=" + id);
    }

    /** Resolved stays resolved unless it goes on after that; who acknowledged it is on it until they resolve it. */
    private IncidentStatus status() {
        if (members.stream().noneMatch(Member::stands)) {
            return IncidentStatus.RETRACTED;
        }
        var last = last(response -> response.phase() != Phase.NOTED);
        if (last.isEmpty()) {
            return IncidentStatus.OPEN;
        }
        if (last.get().phase() == Phase.ACKNOWLEDGED) {
            return IncidentStatus.ACKNOWLEDGED;
        }
        boolean goesOn = members.stream()
                .anyMatch(member -> member.goesOnAfter(last.get().at()));
        return goesOn ? IncidentStatus.OPEN : IncidentStatus.RESOLVED;
    }

    private @Nullable String acknowledgedBy() {
        return last(response -> response.phase() == Phase.ACKNOWLEDGED)
                .map(Response::by)
                .orElse(null);
    }

    private Optional<Response> last(Predicate<Response> wanted) {
        return responses.stream().filter(wanted).reduce((earlier, later) -> later);
    }

    private Instant updatedAt() {
        var changed = members.stream()
                .map(member -> member.issued().changedAt())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return last(response -> true)
                .map(Response::at)
                .filter(at -> at.isAfter(changed))
                .orElse(changed);
    }

    private List<String> all(Function<Member, List<String>> values) {
        return members.stream()
                .flatMap(member -> values.apply(member).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code known} as it was, with the reason why it is no more. */
    static Incident closed(Incident known, IncidentStatus status, @Nullable String mergedInto) {
        return new Incident(
                known.id(),
                status,
                known.severity(),
                known.title(),
                known.openedAt(),
                known.updatedAt(),
                known.alerts(),
                known.rules(),
                known.sessions(),
                known.actors(),
                known.credentials(),
                known.resources(),
                known.protectionGroups(),
                known.environments(),
                known.irreversible(),
                known.recoveryLeft(),
                known.acknowledgedBy(),
                mergedInto,
                known.timelineUrl());
    }
}
