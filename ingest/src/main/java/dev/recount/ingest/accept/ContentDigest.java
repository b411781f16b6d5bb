package dev.recount.ingest.accept;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.shape.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two events of one id are the same event. Left out is what Recount fills in by itself at arrival: the time
 * of recording, times equal to it, the position in the session, and the remark on a wrong clock. So the digest of an event
 * read back from the log is the digest it was accepted with, within one process: see {@link SeededHash}. Made of the
 * event's Avro form.
 */
public final class ContentDigest {

    private static final byte[] ABSENT = {-1};
    private static final Shape<Event> SHAPE = Shape.of(Event.class);
    private static final int FIELDS = SHAPE.fields().size();
    private static final int OCCURRED_AT = SHAPE.indexOf("occurred_at");
    private static final int OBSERVED_AT = SHAPE.indexOf("observed_at");
    private static final int RECORDED_AT = SHAPE.indexOf("recorded_at");
    private static final int SESSION = SHAPE.indexOf("session");
    private static final int LABELS = SHAPE.indexOf("labels");

    private ContentDigest() {}

    /**
     * An event in Avro with the digest of its content.
     *
     * @param digest 64 bits
     */
    record Encoded(ByteBuffer value, long digest) {}

    /** Encodes a completed event, and digests it on the way. */
    static Encoded encode(Event event, RecordAvro<Event> codec) {
        var ends = new int[FIELDS];
        byte[] value = codec.encode(event, ends);
        return new Encoded(ByteBuffer.wrap(value), digest(event, value, ends));
    }

    /** The digest of an event that is in the log already. */
    public static long of(Event event, RecordAvro<Event> codec) {
        return encode(event, codec).digest();
    }

    /** 64 bits that stand for {@code text}, such as an id, within one process. */
    public static long ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SeededHash().add(bytes, 0, bytes.length).value();
    }

    private static long digest(Event event, byte[] value, int[] ends) {
        var hash = new SeededHash();
        int from = RecordAvro.HEADER_BYTES;
        for (int i = 0; i < FIELDS; i++) {
            if (isFilledIn(event, i)) {
                int start = i == 0 ? RecordAvro.HEADER_BYTES : ends[i - 1];
                hash.add(value, from, start);
                replacement(event, i, hash);
                from = ends[i];
            }
        }
        return hash.add(value, from, value.length).value();
    }

    private static boolean isFilledIn(Event event, int field) {
        if (field == OCCURRED_AT) {
            return isArrival(event.occurredAt(), event);
        }
        if (field == OBSERVED_AT) {
            return isArrival(event.observedAt(), event);
        }
        return field == RECORDED_AT
                || (field == SESSION && event.session() != null)
                || (field == LABELS && event.labels().containsKey(Completion.CLOCK));
    }

    private static boolean isArrival(@Nullable Instant time, Event event) {
        return time != null && time.equals(event.recordedAt());
    }

    /** What stands for a field of which only a part is filled in. */
    private static void replacement(Event event, int field, SeededHash hash) {
        if (field == SESSION) {
            var session = Objects.requireNonNull(event.session());
            update(hash, session.id(), session.parentId(), session.autonomy(), session.task());
        } else if (field == LABELS) {
            var labels = new TreeMap<>(event.labels());
            labels.remove(Completion.CLOCK);
            update(hash, labels);
        }
    }

    private static void update(SeededHash hash, @Nullable Object... parts) {
        for (Object part : parts) {
            byte[] text = part == null ? ABSENT : part.toString().getBytes(StandardCharsets.UTF_8);
            hash.add(text, 0, text.length);
        }
    }
}
