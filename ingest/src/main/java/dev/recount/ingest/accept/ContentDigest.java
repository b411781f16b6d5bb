package dev.recount.ingest.accept;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.event.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two events of one id are the same event. Left out is what Recount fills in by itself at arrival: the time
 * of recording, times equal to it, the position in the session, and the remark on a wrong clock. So the digest of an event read back from the log is
 * the digest it was accepted with. 64 bits of SHA-256.
 */
public final class ContentDigest {

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(ContentDigest::sha256);

    private final RecordAvro<Event> codec;

    public ContentDigest(RecordAvro<Event> codec) {
        this.codec = codec;
    }

    /** The digest of a completed event. */
    public long of(Event event) {
        var recordedAt = event.recordedAt();
        var stripped = event.toBuilder().recordedAt(null).session(withoutSeq(event.session()));
        if (recordedAt != null && recordedAt.equals(event.observedAt())) {
            stripped.observedAt(null);
        }
        if (recordedAt != null && recordedAt.equals(event.occurredAt())) {
            stripped.occurredAt(null);
        }
        return first64Bits(codec.encode(stripped.withoutLabel(Completion.CLOCK).build()));
    }

    /** 64 bits that stand for {@code text}, such as an id. */
    public static long ofText(String text) {
        return first64Bits(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Session withoutSeq(@Nullable Session session) {
        return session == null || session.seq() == null
                ? session
                : new Session(session.id(), null, session.parentId(), session.autonomy(), session.task());
    }

    private static long first64Bits(byte[] bytes) {
        return ByteBuffer.wrap(SHA256.get().digest(bytes)).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
