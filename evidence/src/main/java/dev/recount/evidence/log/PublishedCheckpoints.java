package dev.recount.evidence.log;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one log on {@code recount.checkpoints}, in their order, to what the end of the topic was at the
 * beginning. Anybody may write to a topic; only what the log signed counts.
 */
public final class PublishedCheckpoints implements Iterator<Checkpoint> {

    private final CheckpointRecords records;
    private final VerifierKey key;
    private final Map<String, Long> others = new TreeMap<>();
    private @Nullable Checkpoint next;

    private PublishedCheckpoints(CheckpointRecords records, VerifierKey key) {
        this.records = records;
        this.key = key;
    }

    /**
     * All that are there.
     *
     * @param consumer assigned anew, and used until the last one is read
     */
    public static PublishedCheckpoints all(Consumer<byte[], byte[]> consumer, VerifierKey key) {
        return new PublishedCheckpoints(new CheckpointRecords(consumer, Long.MAX_VALUE), key);
    }

    @Override
    public boolean hasNext() {
        while (next == null && records.hasNext()) {
            var record = records.next();
            next = signed(record.value(), key).orElse(null);
            if (next == null) {
                Publisher.of(record)
                        .flatMap(other -> signed(record.value(), other))
                        .ifPresent(other -> others.merge(other.origin(), other.size(), Math::max));
            }
        }
        return next != null;
    }

    @Override
    public Checkpoint next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var taken = next;
        next = null;
        return taken;
    }

    /** Other logs that have published, among what was read so far: their names, and the size of each one's largest checkpoint. */
    public Map<String, Long> others() {
        return Map.copyOf(others);
    }

    /** The checkpoint in a record, if {@code key} has signed it. */
    static Optional<Checkpoint> signed(byte @Nullable [] value, VerifierKey key) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            var note = SignedNote.parse(new String(value, StandardCharsets.UTF_8));
            return note.isSignedBy(key) ? Optional.of(Checkpoint.parse(note.text())) : Optional.empty();
        } catch (MalformedNote e) {
            return Optional.empty();
        }
    }
}
