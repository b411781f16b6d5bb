package dev.recount.ingest.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.recount.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of events: derived from what the source calls them where it does, so that a repeated delivery has the same id. */
public final class EventIds {

    private EventIds() {}

    /** A name-based UUID (version 8, SHA-256) of {@code parts}; absent parts differ from empty ones. */
    public static String derived(@Nullable Object... parts) {
        var digest = sha256();
        for (Object part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4)
                    .putInt(part == null ? -1 : bytes.length)
                    .array());
            digest.update(bytes);
        }
        var bits = ByteBuffer.wrap(digest.digest());
        long high = (bits.getLong() & ~0xF000L) | 0x8000L;
        long low = (bits.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low).toString();
    }

    /** A new id (UUIDv7) that sorts by {@code now}. */
    public static String fresh(Instant now) {
        return UuidCreator.getTimeOrderedEpoch(now).toString();
    }

    /**
     * The id of an event that came without one: from {@code source.product}, {@code source.service}, {@code source.id},
     * type and phase when the source has an id for the record, else new.
     */
    static String of(Event event, Instant now) {
        var source = event.source();
        if (source == null || source.id() == null) {
            return fresh(now);
        }
        return derived(
                source.product(), source.service(), source.id(), event.type().wire(), phase(event));
    }

    private static @Nullable String phase(Event event) {
        return event.phase() == null ? null : event.phase().wire();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
