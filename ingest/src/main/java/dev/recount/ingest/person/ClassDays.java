package dev.recount.ingest.person;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Lets what events of some classes say be forgotten in time. Summaries, arguments, errors in the provider's words, statements
 * and raw records of such a class are sealed under a key of the class and the day in which they are recorded, before they are
 * written anywhere; to destroy the key is to forget that day. Who, when, with what, on what and whether it worked stay, and so
 * does every proof.
 */
public final class ClassDays implements PersonGuard {

    private static final Set<String> SAID = Set.of("Action.summary", "ActionError.message", "Statement.text");
    private static final Set<String> RAW = Set.of("Action.arguments", "Source.record");

    private final PersonGuard inner;
    private final PersonKeys keys;
    private final Map<EventType, Duration> periods;
    private final Clock clock;

    /**
     * A guard of classes.
     *
     * @param inner what keeps persons out, which comes first
     * @param keys a file of its own
     * @param periods how long what each class says is kept; a class that is not there is not sealed
     */
    public ClassDays(PersonGuard inner, PersonKeys keys, Map<EventType, Duration> periods, Clock clock) {
        this.inner = inner;
        this.keys = keys;
        this.periods = Map.copyOf(periods);
        this.clock = clock;
    }

    @Override
    public Event protect(Event event) {
        var kept = inner.protect(event);
        if (!periods.containsKey(event.type())) {
            return kept;
        }
        var recorded = Objects.requireNonNullElseGet(event.recordedAt(), clock::instant);
        var key = keys.obtain(ClassDay.of(event.type(), recorded).name());
        return new EventTexts(new Sealing(key, Objects.requireNonNullElse(event.id(), ""))).rewrite(kept);
    }

    /** The class of what was refused is not known, so only persons are kept out of it. */
    @Override
    public String protect(String text) {
        return inner.protect(text);
    }

    @Override
    public void settle() throws IOException {
        keys.settle();
        inner.settle();
    }

    /** The text with what is not yet forgotten as it was. */
    public String reveal(String text) {
        return new Persons(keys).reveal(text);
    }

    /** The classes and days whose time is over and whose keys are still there; those without a period keep theirs. */
    public List<ClassDay> over(Instant now) {
        return keys.identities().stream()
                .flatMap(name -> ClassDay.named(name).stream())
                .filter(day -> Optional.ofNullable(periods.get(day.type()))
                        .map(period -> day.isOver(period, now))
                        .orElse(false))
                .sorted(Comparator.comparing(ClassDay::name))
                .toList();
    }

    /**
     * Destroys the key of a class and day; returns when it is gone from the disk.
     *
     * @throws IOException when it may not be gone
     */
    public void forget(ClassDay day, Instant now) throws IOException {
        var key = keys.ofIdentity(day.name());
        if (key.isPresent()) {
            var unused = keys.erase(key.get().pseudonym(), now);
        }
    }

    private record Sealing(Person key, String event) implements EventTexts.Rewriting {

        @Override
        public String text(String place, String text) {
            return SAID.contains(place) && !text.isEmpty() ? key.seal(text, event, place) : text;
        }

        /** A sealed text needs no escapes, so that in quotes it is canonical JSON. */
        @Override
        public Json json(String place, Json document) {
            return RAW.contains(place) ? new Json('"' + key.seal(document.text(), event, place) + '"') : document;
        }
    }
}
