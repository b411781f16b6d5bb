package dev.recount.bench.realdata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Refusals;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.source.RawItems;
import dev.recount.ingest.source.RawSource;
import dev.recount.ingest.source.SessionContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Records as the doors of ingest make events of them. */
final class Normaliser {

    private final Codecs codecs = Codecs.released();
    private final RawItems items;

    Normaliser() {
        var fingerprinter = new Fingerprinter(FingerprintKey.random(new SecureRandom()));
        var position = new AtomicLong();
        items = new RawItems(
                fingerprinter,
                new Acceptance(new EventRedactor(fingerprinter), codecs.events()),
                new Refusals(fingerprinter),
                (session, at) -> position.incrementAndGet());
    }

    /** The events of {@code record}, recorded at {@code now}; none when it is refused. */
    List<Event> events(RawSource source, JsonNode record, Instant now) {
        var body = record.toString().getBytes(UTF_8);
        List<Event> events = new ArrayList<>();
        if (items.of(source, SessionContext.NONE).make(body, 0, body.length, now) instanceof Item.Ready ready) {
            ready.envelopes().forEach(envelope -> events.add(codecs.events().decode(envelope.value())));
        }
        return events;
    }
}
