package dev.recount.streams.story;

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
import dev.recount.ingest.source.AuditSources;
import dev.recount.ingest.source.ClaudeCodeHooks;
import dev.recount.ingest.source.RawItems;
import dev.recount.ingest.source.SessionContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Payloads as agents and providers send them, through the same normalisation as at the door. */
final class RawPayloads {

    private static final AuditSources AUDITS = AuditSources.all();

    private static final Codecs CODECS = Codecs.released();
    private static final Fingerprinter FINGERPRINTER =
            new Fingerprinter(FingerprintKey.of("the key of all stories".getBytes(UTF_8)));
    private static final Acceptance ACCEPTANCE = new Acceptance(new EventRedactor(FINGERPRINTER), CODECS.events());

    private final RawItems items =
            new RawItems(FINGERPRINTER, ACCEPTANCE, new Refusals(FINGERPRINTER), (session, at) -> nextPosition());
    private long position;

    private long nextPosition() {
        return position++;
    }

    /** A secret that looks like a GitHub token and differs for each {@code name}. */
    static String secret(String name) {
        return "ghp_" + (name + "Kq7Zt3Vb9Xw2Lm5Np8Rs4Jd6Hf1Gc0Ya7Ue3Iq").substring(0, 36);
    }

    String fingerprint(String name) {
        return FINGERPRINTER.fingerprint(secret(name)).text();
    }

    /** The events of a hook payload or a provider's record. */
    List<Event> events(JsonNode template, Instant now) {
        var hook = template.get("hook");
        var source = hook != null
                ? new ClaudeCodeHooks()
                : AUDITS.named(template.path("audit").asText()).orElseThrow();
        var body = (hook != null ? hook : template.path("record")).toString().getBytes(UTF_8);
        var item = items.of(source, SessionContext.NONE).make(body, 0, body.length, now);
        if (!(item instanceof Item.Ready ready)) {
            throw new IllegalArgumentException("refused: " + item);
        }
        List<Event> events = new ArrayList<>();
        ready.envelopes().forEach(envelope -> events.add(CODECS.events().decode(envelope.value())));
        return events;
    }
}
