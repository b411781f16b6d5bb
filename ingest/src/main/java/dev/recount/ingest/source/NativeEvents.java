package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonParser;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.secret.Fingerprint;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.reference.RegistryKind;
import java.io.IOException;

/**
 * Events in Recount's own JSON. Beyond the event's fields a sender may give {@code credential.secret}, which is
 * fingerprinted and dropped here, and the fields that only answers have ({@code facts}, {@code evidence}), which are
 * ignored, so that what was read can be sent again. A {@code credential.fingerprint} that is none may be the secret itself:
 * it is fingerprinted too, so that the event still joins those of the same credential. Thread-safe.
 */
public final class NativeEvents {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);

    /** Whoever may write events must not be able to switch detection off with one. */
    private static final String RULES = RegistryKind.RULES.wire();

    private final Fingerprinter fingerprinter;

    public NativeEvents(Fingerprinter fingerprinter) {
        this.fingerprinter = fingerprinter;
    }

    /**
     * The event of one item.
     *
     * @throws MalformedItem when it is not JSON
     * @throws UnreadableRecord when it does not have the shape of an event
     */
    public Event read(byte[] body, int offset, int length) {
        return ItemParsers.read(body, offset, length, this::read);
    }

    private Event read(JsonParser parser) throws IOException {
        var input = new InputOnly();
        var event = JSON.read(parser, input);
        if (event.reference() != null) {
            // Whoever may only report must not be able to declare its own deeds harmless.
            throw new UnreadableRecord(
                    "/reference",
                    "reference data is not sent as events (expected: PUT "
                            + (RULES.equals(event.reference().kind()) ? "/v1/rules/{id}" : "/v1/registry/{kind}/{id}")
                            + ", by an engineer)");
        }
        return input.secret() == null ? withoutSecretName(event) : withFingerprint(event, input.secret());
    }

    private Event withoutSecretName(Event event) {
        var given = event.credential();
        var text = given == null ? null : given.fingerprint();
        if (given == null || text == null || text.isBlank() || Fingerprint.mayBeFingerprint(text)) {
            return event;
        }
        return event.toBuilder()
                .credential(named(given, fingerprinter.fingerprint(text).text()))
                .label(Acceptance.FINGERPRINT, "replaced")
                .build();
    }

    private Event withFingerprint(Event event, String secret) {
        var fingerprint = fingerprinter.fingerprint(secret).text();
        var given = event.credential();
        if (given == null) {
            throw new IllegalStateException("a secret was read outside of a credential");
        }
        if (given.fingerprint() != null && !given.fingerprint().equals(fingerprint)) {
            throw new UnreadableRecord(
                    "/credential/fingerprint", "is not that of the given secret; leave one of the two out");
        }
        return event.toBuilder().credential(named(given, fingerprint)).build();
    }

    private static Credential named(Credential given, String fingerprint) {
        return new Credential(
                fingerprint,
                given.kind(),
                given.providerId(),
                given.custody(),
                given.location(),
                given.audience(),
                given.mintedFrom(),
                given.issuedTo());
    }
}
