package dev.recount.streams.detect;

import dev.recount.event.Event;
import dev.recount.event.Verb;
import dev.recount.streams.enrich.Bearing;
import dev.recount.streams.enrich.Copies;
import dev.recount.streams.enrich.FrictionReach;
import dev.recount.streams.enrich.Relevance;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.ReferenceBook;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose facts an event can change. It may name too many but never too few; {@code InfluenceTest} holds it against evaluating
 * everything. Most events change nobody's, and finding that out must cost little.
 */
final class Influence {

    private final Event cause;
    private final SessionMemory memory;
    private final ReferenceBook book;
    private final @Nullable Relevance relevance;
    private final @Nullable String sighted;
    private final boolean lendsCredential;
    private final Set<String> groups = new HashSet<>();
    private final List<Event> frictions;
    private final boolean everything;
    /** What the memory itself knows to hang together with the cause. */
    private final Set<Event> tied;

    Influence(Event cause, SessionMemory memory, ReferenceBook book) {
        this.cause = cause;
        this.memory = memory;
        this.book = book;
        this.relevance = Relevance.of(cause).orElse(null);
        this.sighted = relevance == Relevance.SIGHTING ? canonical(cause) : null;
        this.lendsCredential = cause.credentialKey() != null && relevance != Relevance.SIGHTING;
        this.frictions = frictions();
        this.everything = Bearing.onEverything(cause, relevance, memory);
        this.tied = Bearing.on(cause, relevance, memory);
        memory.causedBy(cause).forEach(tied::add);
        if (lendsCredential) {
            memory.partsOfAction(cause).forEach(tied::add);
        }
        if (book.knowsApprovals()) {
            tied.addAll(Bearing.onApprovals(cause, memory));
        }
        addGroup(cause);
        memory.causedBy(cause).forEach(this::addGroup);
    }

    /** The barred attempts that the cause is, or is part of. */
    private List<Event> frictions() {
        Stream<Event> own = relevance == Relevance.FRICTION ? Stream.of(cause) : Stream.empty();
        Stream<Event> lentTo =
                lendsCredential ? memory.all(Relevance.FRICTION).filter(this::isSameAction) : Stream.empty();
        return Stream.concat(own, lentTo).toList();
    }

    private void addGroup(Event event) {
        var group = destroys(event) ? Copies.groupOf(event, memory, book) : null;
        if (group != null) {
            groups.add(group);
        }
    }

    /** The remembered events, other than the cause itself, whose facts may rest on it. */
    Stream<Remembered> reached() {
        var reached = needsSearch()
                ? memory.all().stream().filter(other -> tied.contains(other.event()) || reaches(other.event()))
                : memory.all(tied);
        return reached.filter(other -> !other.id().equals(cause.id()));
    }

    /** Whether it may reach events that no index of the memory leads to. */
    private boolean needsSearch() {
        return everything
                || sighted != null
                || !frictions.isEmpty()
                || cause.verb() == Verb.CREATE
                || !groups.isEmpty();
    }

    private boolean reaches(Event other) {
        return everything
                || (sighted != null && sighted.equals(canonical(other)))
                || frictions.stream().anyMatch(friction -> FrictionReach.covers(friction, other))
                || (cause.verb() == Verb.CREATE && sharesResource(other))
                || (!groups.isEmpty() && destroys(other) && isInGroups(other));
    }

    private boolean isInGroups(Event other) {
        var group = Copies.groupOf(other, memory, book);
        return group != null && groups.contains(group);
    }

    private boolean isSameAction(Event other) {
        return (cause.actionId() != null && cause.actionId().equals(other.actionId()))
                || (cause.causationId() != null && cause.causationId().equals(other.id()));
    }

    private boolean sharesResource(Event other) {
        return cause.resourceId() != null && cause.resourceId().equals(memory.resourceOf(other));
    }

    private boolean destroys(Event event) {
        var verb = memory.verbOf(event);
        return verb != null && verb.destroys();
    }

    private @Nullable String canonical(Event event) {
        return event.credentialKey() == null ? null : book.canonicalCredential(event.credentialKey());
    }
}
