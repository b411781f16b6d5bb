package dev.recount.ingest.accept;

import dev.recount.codec.FieldProblem;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.ingest.secret.FoundSecret;
import dev.recount.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From an event as it was read to envelopes for the log: redact, complete, protect persons, check, encode. The same event gives
 * the same; what is kept of it elsewhere is the key of a person who is new. Thread-safe.
 */
public final class Acceptance {

    /** The label of an event whose {@code credential.fingerprint} was none, and was fingerprinted in its turn. */
    public static final String FINGERPRINT = "fingerprint";

    private static final String REFERENCE_ID = "/reference/id";

    private final EventRedactor redactor;
    private final PersonGuard persons;
    private final RecordAvro<Event> codec;

    /** Accepts events as they are, whoever they name. */
    public Acceptance(EventRedactor redactor, RecordAvro<Event> codec) {
        this(redactor, PersonGuard.NONE, codec);
    }

    /** Accepts events, and keeps persons out of what is written. */
    public Acceptance(EventRedactor redactor, PersonGuard persons, RecordAvro<Event> codec) {
        this.redactor = redactor;
        this.persons = persons;
        this.codec = codec;
    }

    /**
     * Accepts an event as a sender wrote it, with the credential events that its secrets give rise to.
     *
     * @throws UnreadableRecord with everything that is wrong
     */
    public Item.Ready accept(Event received, Instant now) {
        var redacted = redactor.redact(received);
        requireNone(redacted.problems());
        requireNone(namedBySecret(redacted.secrets()));
        var event = completed(redacted.event(), now);
        var sightings = NativeSightings.of(event, redacted.secrets());
        return ready(Sighting.attach(event, String.valueOf(event.id()), sightings), redacted.secrets());
    }

    /**
     * Accepts the events that a source made of one record. They hold redacted text only.
     *
     * @param events the record's own event first, then what follows from it
     * @param secrets what was replaced in the record
     * @throws UnreadableRecord with everything that is wrong
     */
    public Item.Ready acceptRedacted(List<Event> events, List<FoundSecret> secrets, Instant now) {
        return ready(events.stream().map(event -> completed(event, now)).toList(), secrets);
    }

    private static Event completed(Event event, Instant now) {
        var completed = Completion.complete(event, now);
        requireNone(EventRules.problems(completed));
        return completed;
    }

    /** What reference data is about cannot be a secret: it would be stored under a name that nobody can ask for. */
    private static List<FieldProblem> namedBySecret(List<FoundSecret> secrets) {
        return secrets.stream().anyMatch(secret -> secret.pointer().equals(REFERENCE_ID))
                ? List.of(new FieldProblem(
                        REFERENCE_ID, "is a secret; name it by its fingerprint, which POST /v1/fingerprints gives"))
                : List.of();
    }

    private Item.Ready ready(List<Event> events, List<FoundSecret> secrets) {
        var envelopes = new ArrayList<Envelope>(events.size());
        for (Event accepted : events) {
            var event = persons.protect(accepted);
            var encoded = ContentDigest.encode(event, codec);
            byte[] value = encoded.value().array();
            requireNone(EventRules.size(value.length));
            envelopes.add(new Envelope(
                    String.valueOf(event.id()), Topics.key(event), value, encoded.digest(), !envelopes.isEmpty()));
        }
        return new Item.Ready(
                envelopes, secrets.stream().map(FoundSecret::kind).toList(), Completion.warnings(events.get(0)));
    }

    private static void requireNone(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new UnreadableRecord(problems);
        }
    }
}
