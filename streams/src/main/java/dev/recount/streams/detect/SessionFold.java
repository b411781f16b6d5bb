package dev.recount.streams.detect;

import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Source;
import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.Enrichment;
import dev.recount.streams.enrich.Relevance;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event into its session's memory and says what is now known and matched: about the event itself, and about those
 * whose facts it changes. What comes a second time is said a second time, because the first answer may have been lost.
 */
public final class SessionFold {

    private static final int RECORD_CHARS_KEPT = 32 * 1024;
    private static final Footprint UNHEEDED = Footprint.unheeded();

    /** The digest of a match of which nobody asks what was said before. */
    private static final String SAID = "said";

    private final Supplier<RuleBook> rules;
    private final ReferenceBook book;
    private final boolean matchesOnly;

    /** A fold with rules that stay. */
    public SessionFold(RuleBook rules, ReferenceBook book) {
        this(() -> rules, book);
    }

    /** A fold with the rules that are in force at each moment. */
    public SessionFold(Supplier<RuleBook> rules, ReferenceBook book) {
        this(rules, book, false);
    }

    private SessionFold(Supplier<RuleBook> rules, ReferenceBook book, boolean matchesOnly) {
        this.rules = rules;
        this.book = book;
        this.matchesOnly = matchesOnly;
    }

    /**
     * A fold for those who ask for matches alone and of each for the last word: it tells no facts, says matches also when they
     * have not changed, and notes nobody to be asked again, for rules and reference data stay.
     */
    public static SessionFold ofMatches(RuleBook rules, ReferenceBook book) {
        return new SessionFold(() -> rules, book, true);
    }

    /**
     * What came of it.
     *
     * @param saved memories that are new or changed
     * @param forgotten memories that made room
     * @param facts to be published
     * @param matches to be sent to their groups
     */
    public record Outcome(
            List<Remembered> saved, List<Remembered> forgotten, List<EventFacts> facts, List<RoutedMatch> matches) {

        public static Outcome empty() {
            return new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** Whether nothing came of it: what is remembered is what it was before. */
        public boolean isEmpty() {
            return saved.isEmpty() && forgotten.isEmpty() && facts.isEmpty() && matches.isEmpty();
        }
    }

    /**
     * Whether anything may follow from an event: of one that does not concern anybody, {@link #accept} says and keeps nothing.
     *
     * @param seen the event, or what {@link RuleBook#glance} reads of it
     */
    public boolean concerns(SessionMemory memory, Event seen) {
        return memory.get(String.valueOf(seen.id())) != null
                || Relevance.of(seen).isPresent()
                || rules.get().mayMatch(new EnrichedEvent(seen, Enrichment.of(seen, memory, book, UNHEEDED)));
    }

    /** Takes in {@code event}, which has an id and its times. */
    public Outcome accept(SessionMemory memory, Footprint footprint, Event event) {
        var outcome = Outcome.empty();
        var known = memory.get(String.valueOf(event.id()));
        var kept = known != null && !isEarlierRecording(event, known.event()) ? known.event() : bounded(event);
        if (known == null && Relevance.of(kept).isEmpty()) {
            return acceptUnremembered(memory, footprint, kept);
        }
        boolean again = known != null;
        remember(
                memory,
                known != null
                        ? new Remembered(kept, known.factsDigest(), known.sent())
                        : new Remembered(kept, "", List.of()),
                outcome);
        tell(memory, evaluate(memory, footprint, kept), again, outcome);
        tellOthers(memory, footprint, kept, again, outcome);
        return outcome;
    }

    /**
     * Takes in an event of another session of the same family. Nothing is said of it here, but of the session's own events whose facts
     * it changes.
     */
    public Outcome witness(SessionMemory memory, Footprint footprint, Event event) {
        var outcome = Outcome.empty();
        var known = memory.get(String.valueOf(event.id()));
        if (known == null || isEarlierRecording(event, known.event())) {
            var kept = bounded(event);
            remember(memory, new Remembered(kept, "", List.of()), outcome);
            tellOthers(memory, footprint, kept, false, outcome);
        }
        return outcome;
    }

    private void tellOthers(SessionMemory memory, Footprint footprint, Event cause, boolean again, Outcome outcome) {
        new Influence(cause, memory, book)
                .reached()
                .filter(other -> memory.isOwn(other.event()))
                .toList()
                .forEach(other -> tell(memory, evaluate(memory, footprint, other.event()), again, outcome));
    }

    /** Most events: nothing rests on them. One that a rule wants all the same is remembered so that it can be withdrawn. */
    private Outcome acceptUnremembered(SessionMemory memory, Footprint footprint, Event event) {
        var outcome = Outcome.empty();
        var evaluated = evaluate(memory, UNHEEDED, event);
        if (!evaluated.matches().isEmpty()) {
            remember(memory, new Remembered(event, "", List.of()), outcome);
            tell(memory, matchesOnly ? evaluated : evaluate(memory, footprint, event), false, outcome);
            tellOthers(memory, footprint, event, false, outcome);
        }
        return outcome;
    }

    /**
     * Looks again at everything the session remembers, because reference data changed.
     *
     * @param everything whether to repeat also what has not changed
     */
    public Outcome review(SessionMemory memory, Footprint footprint, boolean everything) {
        var outcome = Outcome.empty();
        for (Remembered remembered : List.copyOf(memory.all())) {
            if (memory.isOwn(remembered.event())) {
                tell(memory, evaluate(memory, footprint, remembered.event()), everything, outcome);
            }
        }
        return outcome;
    }

    private record Evaluated(Event event, EnrichedEvent view, List<RoutedMatch> matches) {}

    private Evaluated evaluate(SessionMemory memory, Footprint footprint, Event event) {
        var view = new EnrichedEvent(event, Enrichment.of(event, memory, book, footprint));
        var inForce = rules.get();
        SupportingEvents supporting = id -> find(memory, id);
        List<RoutedMatch> matches = new ArrayList<>(inForce.matches(view, supporting));
        matches.addAll(Silenced.of(inForce, view, supporting, matches));
        return new Evaluated(event, view, matches);
    }

    private static @Nullable Event find(SessionMemory memory, String id) {
        var remembered = memory.get(id);
        return remembered == null ? null : remembered.event();
    }

    private void tell(SessionMemory memory, Evaluated evaluated, boolean again, Outcome outcome) {
        var before = memory.get(String.valueOf(evaluated.event().id()));
        if (before == null) {
            return;
        }
        var factsDigest =
                isUntold(evaluated, before) ? before.factsDigest() : tellFacts(evaluated, before, again, outcome);
        var sent = send(evaluated, before, again, outcome);
        if (!factsDigest.equals(before.factsDigest()) || !sent.equals(before.sent())) {
            remember(memory, new Remembered(before.event(), factsDigest, sent), outcome);
        }
    }

    /** Edits are many, and mostly nothing comes of them: their facts are told from when something does. */
    private boolean isUntold(Evaluated evaluated, Remembered before) {
        boolean isEdit =
                Relevance.of(before.event()).filter(Relevance.CHANGE::equals).isPresent();
        return matchesOnly
                || (isEdit
                        && evaluated.matches().isEmpty()
                        && before.factsDigest().isEmpty());
    }

    private static String tellFacts(Evaluated evaluated, Remembered before, boolean again, Outcome outcome) {
        var facts = evaluated.view().facts().about(before.id());
        var digest = Digests.of(facts);
        if (again || !digest.equals(before.factsDigest())) {
            outcome.facts().add(facts);
        }
        return digest;
    }

    /** Sends what is new or changed, and withdraws what was sent and no longer holds. */
    private List<Remembered.Sent> send(Evaluated evaluated, Remembered before, boolean again, Outcome outcome) {
        Map<String, RoutedMatch> current = new LinkedHashMap<>();
        evaluated.matches().forEach(routed -> current.put(routed.key(), routed));
        Map<String, Remembered.Sent> sent = new LinkedHashMap<>();
        for (Remembered.Sent earlier : before.sent()) {
            sent.put(earlier.group() + earlier.rule(), earlier);
        }
        current.forEach((key, routed) -> {
            var digest = matchesOnly ? SAID : routed.match().digest();
            var earlier = sent.get(key);
            if (again || matchesOnly || earlier == null || !earlier.digest().equals(digest)) {
                outcome.matches().add(routed);
            }
            sent.put(key, new Remembered.Sent(routed.group(), routed.match().rule(), digest));
        });
        sent.replaceAll(
                (key, earlier) -> current.containsKey(key) ? earlier : withdrawn(evaluated, earlier, again, outcome));
        return List.copyOf(sent.values());
    }

    private static Remembered.Sent withdrawn(
            Evaluated evaluated, Remembered.Sent earlier, boolean again, Outcome outcome) {
        if (again || !earlier.digest().isEmpty()) {
            outcome.matches().add(new RoutedMatch(earlier.group(), Withdrawal.of(evaluated.view(), earlier.rule())));
        }
        return new Remembered.Sent(earlier.group(), earlier.rule(), "");
    }

    private static void remember(SessionMemory memory, Remembered remembered, Outcome outcome) {
        outcome.saved().removeIf(saved -> saved.id().equals(remembered.id()));
        outcome.saved().add(remembered);
        for (Remembered forgotten : memory.put(remembered)) {
            outcome.forgotten().add(forgotten);
            outcome.saved().removeIf(saved -> saved.id().equals(forgotten.id()));
        }
    }

    /** Of several recordings of one event the earliest counts, so that which came first does not. */
    private static boolean isEarlierRecording(Event event, Event known) {
        return event.recordedAt() != null
                && known.recordedAt() != null
                && event.recordedAt().isBefore(known.recordedAt());
    }

    /** A provider's record may be huge; a session does not keep more of it than rules can reasonably ask about. */
    private static Event bounded(Event event) {
        var source = event.source();
        if (source == null || source.record() == null || source.record().text().length() <= RECORD_CHARS_KEPT) {
            return event;
        }
        return event.toBuilder()
                .source(new Source(source.product(), source.service(), source.id(), null))
                .build();
    }
}
