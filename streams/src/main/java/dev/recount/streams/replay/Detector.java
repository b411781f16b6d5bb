package dev.recount.streams.replay;

import static java.util.Objects.requireNonNull;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.baseline.Habits;
import dev.recount.streams.detect.GroupFold;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.MatchGroup;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.family.FamilyFold;
import dev.recount.streams.family.KnownSession;
import dev.recount.streams.family.Word;
import dev.recount.streams.incident.IncidentBoard;
import dev.recount.streams.incident.Response;
import dev.recount.streams.reference.Change;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryFold;
import dev.recount.streams.reference.RegistryKey;
import dev.recount.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Detection over a list of events, in memory. The events may come in any order and any number of times. Not thread-safe.
 */
public final class Detector {

    private final ReferenceBook book = new ReferenceBook();
    private final SessionFold sessionFold;
    private final FamilyFold family;
    private final GroupFold groupFold;
    private final IncidentBoard board = new IncidentBoard();
    private final Map<RegistryKey, Map<String, Event>> references = new HashMap<>();
    private final Habits habits = new Habits();
    private final Map<String, KnownSession> sessions = new LinkedHashMap<>();
    private final Map<String, MatchGroup> groups = new LinkedHashMap<>();
    private final Map<String, EventFacts> facts = new TreeMap<>();
    private final Map<String, Alert> alerts = new TreeMap<>();
    private final List<Alert> revisions = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    /** Large groups that have grown since they were looked at. */
    private final Set<String> owed = new LinkedHashSet<>();

    private Instant now = Instant.MIN;
    private long matchCount;

    public Detector(RuleBook rules) {
        this.sessionFold = new SessionFold(rules, book);
        this.family = new FamilyFold(sessionFold);
        this.groupFold = new GroupFold(rules);
    }

    /** Takes in an accepted event: it has an id and its times. The clock is at least where it was recorded. */
    public void accept(Event event) {
        var recordedAt = requireNonNull(event.recordedAt(), "recordedAt");
        now = recordedAt.isAfter(now) ? recordedAt : now;
        RegistryKey.of(event).ifPresent(key -> declare(key, event));
        habits.accept(event).forEach(this::learn);
        Response.of(event).ifPresent(response -> publish(board.accept(response)));
        take(Topics.key(event), self -> family.accept(self, event));
    }

    /** Sessions tell one another until there is nothing new to any. */
    private void take(String owner, Function<KnownSession, FamilyFold.Outcome> taken) {
        var self = sessions.computeIfAbsent(owner, KnownSession::of);
        var outcome = taken.apply(self);
        deliver(outcome.session());
        if (self.isEmpty()) {
            sessions.remove(owner);
        }
        words.addAll(outcome.words());
        outcome.words().forEach(word -> take(word.to(), other -> family.hear(other, word)));
    }

    /** Takes in all of {@code events}. */
    public void acceptAll(Collection<Event> events) {
        events.forEach(this::accept);
    }

    private void declare(RegistryKey key, Event event) {
        var known = references.computeIfAbsent(key, ignored -> new HashMap<>());
        known.merge(
                requireNonNull(event.id(), "id"), event, (a, b) -> recordedAt(a).isAfter(recordedAt(b)) ? b : a);
        learn(RegistryFold.entry(key, known.values()));
    }

    private void learn(RegistryEntry entry) {
        long before = book.version();
        book.apply(entry);
        for (Change change : book.changesSince(before).orElseThrow()) {
            for (KnownSession session : List.copyOf(sessions.values())) {
                if (change.touches(session.footprint())) {
                    deliver(sessionFold.review(session.memory(), session.footprint(), false));
                }
            }
        }
    }

    private static Instant recordedAt(Event event) {
        return requireNonNull(event.recordedAt(), "recordedAt");
    }

    private void deliver(SessionFold.Outcome outcome) {
        outcome.facts().forEach(about -> facts.put(about.eventId(), about));
        for (RoutedMatch routed : outcome.matches()) {
            matchCount++;
            var group = groups.computeIfAbsent(routed.group(), ignored -> new MatchGroup());
            var taken = groupFold.accept(GroupKey.parse(routed.group()), group, routed.match(), now);
            taken.issued().forEach(this::issue);
            if (taken.owed()) {
                owed.add(routed.group());
            }
        }
    }

    private void issue(Issued issued) {
        publish(board.accept(issued));
    }

    private void publish(IncidentBoard.Outcome outcome) {
        for (Alert alert : outcome.alerts()) {
            if (!alert.equals(alerts.put(alert.id(), alert))) {
                revisions.add(alert);
            }
        }
    }

    /** Lets the clock stand at {@code at}: what was provisional until then is decided. */
    public void settle(Instant at) {
        now = at.isAfter(now) ? at : now;
        groups.forEach(this::settle);
        owed.clear();
    }

    private void settleOwed() {
        owed.forEach(key -> settle(key, requireNonNull(groups.get(key))));
        owed.clear();
    }

    private void settle(String key, MatchGroup group) {
        groupFold.settle(GroupKey.parse(key), group, now).forEach(this::issue);
    }

    /** The latest revision of every alert, in the order of their ids. */
    public List<Alert> alerts() {
        settleOwed();
        return List.copyOf(alerts.values());
    }

    /** Every revision, in the order they were published. */
    public List<Alert> revisions() {
        settleOwed();
        return List.copyOf(revisions);
    }

    /** Every incident, as last stated. */
    public List<Incident> incidents() {
        settleOwed();
        return board.incidents();
    }

    /** What was derived, by event id; only of events whose facts matter. */
    public Map<String, EventFacts> facts() {
        return Map.copyOf(facts);
    }

    /** What sessions of one family have told one another. */
    public List<Word> words() {
        return List.copyOf(words);
    }

    /** How many matches were sent to groups so far. */
    public long matches() {
        return matchCount;
    }
}
