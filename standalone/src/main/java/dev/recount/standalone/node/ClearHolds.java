package dev.recount.standalone.node;

import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.query.EventSink;
import dev.recount.reference.HoldEntry;
import dev.recount.reference.RegistryKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes no legal hold on names that nobody is kept by. One that is sent as a bare event is noticed by who erases. */
final class ClearHolds implements EventSink {

    private static final RecordJson<HoldEntry> HOLDS = RecordJson.of(HoldEntry.class);

    private final EventSink acts;
    private final KeptPersons persons;

    ClearHolds(EventSink acts, KeptPersons persons) {
        this.acts = acts;
        this.persons = persons;
    }

    @Override
    public CompletableFuture<String> record(Event event) {
        var unknown = unknown(event);
        return unknown.isEmpty()
                ? acts.record(event)
                : CompletableFuture.failedFuture(new Refused("/persons: nobody is kept by the name "
                        + String.join(", ", unknown)
                        + " (expected: user:NAME, an e-mail address, a pseudonym, the id of a human on record, or * for"
                        + " everybody)"));
    }

    private List<String> unknown(Event event) {
        var declared = event.reference();
        if (declared == null || !RegistryKind.HOLDS.wire().equals(declared.kind()) || declared.body() == null) {
            return List.of();
        }
        var hold = new LegalHold("", HOLDS.read(declared.body().text()).persons(), "");
        return hold.unknown(persons).stream().filter(name -> !isName(name)).toList();
    }

    /** Whom a name names by its form is kept by it from now on. */
    private boolean isName(String name) {
        try {
            return !persons.protect(name).equals(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of persons cannot be written", e);
        }
    }
}
