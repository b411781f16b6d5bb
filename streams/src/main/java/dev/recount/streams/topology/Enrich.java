package dev.recount.streams.topology;

import static java.util.Objects.requireNonNull;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.family.FamilyFold;
import dev.recount.streams.family.KnownSession;
import dev.recount.streams.family.Word;
import dev.recount.streams.incident.Response;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryKey;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes each event into its session's memory. When reference data changes, the sessions it touches are looked at again: those
 * of the last start within moments, those found in the store at the start one after another.
 */
final class Enrich implements Processor<String, byte[], String, Emission> {

    static final String STORE = "session-memory";

    private static final char MEMORY = 'm';
    private static final int SESSIONS_ON_HEAP = 4_096;
    private static final int REVIEWS_AT_ONCE = 200;
    private static final Duration LOOKS_UP_EVERY = Duration.ofMillis(50);

    private final RecordAvro<Event> codec;
    private final LiveRules rules;
    private final ReferenceBook book;
    private final SessionFold fold;
    private final FamilyFold family;
    private final DetectionCounters counters;
    private final Map<String, Footprint> footprints = new HashMap<>();
    private final Deque<String> toReview = new ArrayDeque<>();
    private final Set<String> toRepeat = new HashSet<>();
    private ProcessorContext<String, Emission> context;
    private State state;
    private Unsettled unsettled;
    private Recent<SessionMemory> memories;
    private Families families;
    private long seenVersion;
    private long seenRules;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    Enrich(RecordAvro<Event> codec, LiveRules rules, ReferenceBook book, DetectionCounters counters) {
        this.codec = codec;
        this.rules = rules;
        this.book = book;
        this.fold = new SessionFold(rules, book);
        this.family = new FamilyFold(fold);
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, Emission> context) {
        this.context = context;
        this.state = State.of(context, STORE);
        this.unsettled = new Unsettled(state);
        this.memories = new Recent<>(SESSIONS_ON_HEAP, this::load);
        this.families = new Families(context, state);
        this.seenVersion = book.version();
        this.seenRules = rules.version();
        toRepeat.addAll(unsettled.atStart());
        reviewAll();
        context.schedule(LOOKS_UP_EVERY, PunctuationType.WALL_CLOCK_TIME, this::lookUp);
    }

    private SessionMemory load(String owner) {
        var memory = new SessionMemory(owner);
        state.of(MEMORY, owner, StateCodecs.REMEMBERED).forEach(memory::restore);
        return memory;
    }

    private void reviewAll() {
        toReview.clear();
        toReview.addAll(toRepeat);
        toReview.addAll(state.owners(MEMORY));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        var seen = codec.decode(record.value(), rules.get().glance());
        requireNonNull(seen.id(), "an event without an id");
        requireNonNull(seen.occurredAt(), "an event without occurred_at");
        requireNonNull(seen.recordedAt(), "an event without recorded_at");
        catchUpWithBook(record.timestamp());
        if (families.isTold()) {
            counters.told.increment();
            hear(Families.word(record, codec.decode(record.value())), record.timestamp());
            return;
        }
        counters.events.increment();
        if (concerns(seen)) {
            take(codec.decode(record.value()), record.timestamp());
        }
    }

    private void hear(Word word, long timestamp) {
        accept(word.to(), word.event(), timestamp, self -> family.hear(self, word));
    }

    private boolean concerns(Event seen) {
        return RegistryKey.of(seen).isPresent()
                || Response.of(seen).isPresent()
                || Sighting.definesTool(seen)
                || !unknown(seen).isEmpty()
                || families.tellsOfTie(seen)
                || fold.concerns(memories.get(Topics.key(seen)), seen);
    }

    private void take(Event event, long timestamp) {
        RegistryKey.of(event).ifPresent(key -> forward(key.toString(), new Emission.Declared(event), timestamp));
        Response.of(event)
                .ifPresent(response -> forward(response.incidentId(), new Emission.Responded(response), timestamp));
        sight(event, timestamp);
        accept(Topics.key(event), event, timestamp, self -> family.accept(self, event));
    }

    /** Passes on what is not yet known to be usual, which is little: the first of its kind on each day. */
    private void sight(Event event, long timestamp) {
        unknown(event).forEach(sighting -> forward(sighting.habit(), new Emission.Seen(sighting), timestamp));
    }

    private List<Sighting> unknown(Event event) {
        List<Sighting> sightings = Sighting.of(event);
        return sightings.isEmpty()
                ? sightings
                : sightings.stream()
                        .filter(sighting -> !sighting.isKnown(book.habit(sighting.habit())))
                        .toList();
    }

    private void accept(String owner, Event event, long timestamp, Function<KnownSession, FamilyFold.Outcome> taken) {
        try {
            var self = known(owner);
            var outcome = taken.apply(self);
            noteWords(owner, outcome.words());
            outcome.tie().ifPresent(tie -> families.keep(owner, tie, event));
            deliver(owner, outcome.session(), timestamp);
            families.send(outcome.words(), timestamp);
            if (self.isEmpty()) {
                footprints.remove(owner);
            }
        } catch (RuntimeException failed) {
            counters.failures.increment();
            memories.forget(owner);
            families.forget(owner);
            throw failed;
        }
    }

    private KnownSession known(String owner) {
        var footprint = footprints.computeIfAbsent(owner, ignored -> new Footprint());
        return new KnownSession(owner, memories.get(owner), footprint, families.of(owner));
    }

    /** The event comes again after a crash, but is no news then and would not be passed on. */
    private void noteWords(String owner, List<Word> words) {
        if (!words.isEmpty()) {
            unsettled.note(owner, context.currentSystemTimeMs());
        }
    }

    private void deliver(String owner, SessionFold.Outcome outcome, long timestamp) {
        for (Remembered saved : outcome.saved()) {
            state.put(MEMORY, owner, saved.id(), StateCodecs.REMEMBERED, saved);
        }
        for (Remembered forgotten : outcome.forgotten()) {
            counters.forgottenEvents.increment();
            state.delete(MEMORY, owner, forgotten.id());
        }
        outcome.facts().forEach(facts -> forward(facts.eventId(), new Emission.Derived(facts), timestamp));
        for (RoutedMatch routed : outcome.matches()) {
            counters.matches.increment();
            forward(routed.group(), new Emission.Matched(routed.match()), timestamp);
        }
    }

    private void forward(String key, Emission emission, long timestamp) {
        context.forward(new Record<>(key, emission, timestamp));
    }

    private void lookUp(long nowMs) {
        catchUpWithBook(nowMs);
        catchUpWithRules();
        for (int i = 0; i < REVIEWS_AT_ONCE && !toReview.isEmpty(); i++) {
            var owner = toReview.removeFirst();
            review(owner, toRepeat.remove(owner), nowMs);
        }
        unsettled.settle(nowMs);
    }

    /** What is remembered is looked at with the rules that are in force now, one session after another. */
    private void catchUpWithRules() {
        if (rules.version() != seenRules) {
            seenRules = rules.version();
            reviewAll();
        }
    }

    private void catchUpWithBook(long timestamp) {
        long version = book.version();
        if (version == seenVersion) {
            return;
        }
        var changes = book.changesSince(seenVersion);
        seenVersion = version;
        List<String> touched = footprints.entrySet().stream()
                .filter(entry -> changes.isEmpty()
                        || changes.get().stream().anyMatch(change -> change.touches(entry.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        touched.forEach(owner -> review(owner, false, timestamp));
    }

    private void review(String owner, boolean everything, long timestamp) {
        counters.reviews.increment();
        var self = known(owner);
        var outcome = fold.review(self.memory(), self.footprint(), everything);
        deliver(owner, outcome, timestamp);
        if (everything) {
            families.send(FamilyFold.retell(self), timestamp);
        }
        if (!outcome.facts().isEmpty() || !outcome.matches().isEmpty()) {
            unsettled.note(owner, context.currentSystemTimeMs());
        }
    }
}
