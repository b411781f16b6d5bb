package dev.recount.query.incident;

import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Reversibility;
import dev.recount.query.credential.Names;
import dev.recount.query.event.RecordedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The life of one credential, as the events in which it appears tell it. All lists are in order of time.
 *
 * @param names all that it is called, the name that was asked for first
 * @param issued it came into being, or its secret was replaced
 * @param found its secret became readable to somebody
 * @param used it was presented, or an action was done with it
 * @param minted other credentials that were issued by it
 * @param revoked it was withdrawn
 * @param tally how many of each there are
 */
public record CredentialLife(
        Names names,
        List<RecordedEvent> issued,
        List<RecordedEvent> found,
        List<RecordedEvent> used,
        List<RecordedEvent> minted,
        List<RecordedEvent> revoked,
        Tally tally) {

    /** Where it stands. */
    public enum State {
        LIVE,
        REVOKED,
        /** Never seen issued, used or revoked. */
        UNKNOWN
    }

    /**
     * Sorts the events of a credential.
     *
     * @param own events about it or done with it
     * @param children events about credentials minted from it
     * @param tally how many there are, also of those that are not given
     */
    public static CredentialLife of(
            Names names, Collection<RecordedEvent> own, Collection<RecordedEvent> children, Tally tally) {
        return new CredentialLife(
                names,
                ordered(own, event -> isCredential(event, Phase.ISSUED) || isCredential(event, Phase.ROTATED)),
                ordered(own, event -> isCredential(event, Phase.DISCOVERED)),
                ordered(own, event -> isCredential(event, Phase.USED) || event.type() == EventType.ACTION),
                ordered(children, event -> true),
                ordered(own, event -> isCredential(event, Phase.REVOKED)),
                tally);
    }

    /** The name that was asked for. */
    public String key() {
        return names.asked();
    }

    private static boolean isCredential(Event event, Phase phase) {
        return event.is(EventType.CREDENTIAL, phase);
    }

    private static List<RecordedEvent> ordered(Collection<RecordedEvent> events, Predicate<Event> filter) {
        return events.stream()
                .filter(event -> filter.test(event.event()))
                .sorted(Comparator.comparing(RecordedEvent::entry))
                .toList();
    }

    /** Revoked unless it was issued anew, or used, after the last revocation. */
    public State state() {
        var revokedAt = last(revoked);
        if (revokedAt.isEmpty()) {
            return issued.isEmpty() && used.isEmpty() && found.isEmpty() ? State.UNKNOWN : State.LIVE;
        }
        boolean livesOn = Set.of(issued, succeededUses()).stream()
                .map(CredentialLife::last)
                .flatMap(Optional::stream)
                .anyMatch(at -> at.isAfter(revokedAt.get()));
        return livesOn ? State.LIVE : State.REVOKED;
    }

    /** Every event of it, each once. */
    public Collection<RecordedEvent> events() {
        var events = new LinkedHashMap<String, RecordedEvent>();
        for (var some : List.of(issued, found, used, minted, revoked)) {
            some.forEach(event -> events.putIfAbsent(event.id(), event));
        }
        return events.values();
    }

    /** Uses that were not refused. */
    private List<RecordedEvent> succeededUses() {
        return used.stream()
                .filter(event -> event.event().phase() == Phase.SUCCEEDED)
                .toList();
    }

    /** When it was last used. */
    public Optional<Instant> lastUsedAt() {
        return last(used);
    }

    private static Optional<Instant> last(List<RecordedEvent> events) {
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.get(events.size() - 1).occurredAt());
    }

    /** Whether some actor came by it without anybody having meant that. */
    public boolean wasFound() {
        return !found.isEmpty()
                || used.stream()
                        .map(event -> event.event().credential())
                        .anyMatch(credential -> credential != null && credential.custody() == Custody.FOUND);
    }

    /** Actions done with it that destroy something or cannot be undone, one per action. */
    public Set<String> destructiveActions() {
        return used.stream()
                .filter(event -> destroys(event.event()))
                .map(event -> Objects.requireNonNullElse(event.event().actionId(), event.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean destroys(Event event) {
        var action = event.action();
        return action != null
                && ((action.verb() != null && action.verb().destroys())
                        || action.reversibility() == Reversibility.IRREVERSIBLE);
    }

    /** Distinct values of what its events say, such as sessions or kinds. */
    public Set<String> distinct(Function<Event, String> of) {
        // Few values come up again and again, and to order them each time would take longer.
        var values = new HashSet<String>();
        for (var events : List.of(issued, found, used, revoked)) {
            events.stream()
                    .map(event -> of.apply(event.event()))
                    .filter(Objects::nonNull)
                    .forEach(values::add);
        }
        return new TreeSet<>(values);
    }

    /** Distinct values of what its events say of the credential itself, such as its provider handles. */
    public Set<String> distinctOfCredential(Function<Credential, String> of) {
        return distinct(event -> event.credential() == null ? null : of.apply(event.credential()));
    }
}
