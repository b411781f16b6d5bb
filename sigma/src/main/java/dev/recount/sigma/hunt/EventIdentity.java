package dev.recount.sigma.hunt;

import dev.recount.sigma.match.EventFields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * What tells events apart where the source's own numbers are not known: an event of the same content is the same
 * one delivered again, if its time is finer than a second or its source numbered it; otherwise it is another one.
 */
final class EventIdentity {

    /** Fields in which common logs number their events: a record repeated with one of them is the same event. */
    private static final List<String> NUMBERED_BY = List.of(
            "eventID",
            "auditID",
            "uuid",
            "uid",
            "id",
            "Id",
            "event_id",
            "event.id",
            "EventRecordID",
            "RecordNumber",
            "insertId");

    private static final int DIGEST_BYTES = 16;

    private EventIdentity() {}

    static String of(EventFields event, Finding.Place place, long micros, Supplier<String> text) {
        return isNumbered(event) || EventTime.isFine(micros) ? digest(text.get()) : place.toString();
    }

    private static boolean isNumbered(EventFields event) {
        return NUMBERED_BY.stream().anyMatch(field -> event.get(field) != null);
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
