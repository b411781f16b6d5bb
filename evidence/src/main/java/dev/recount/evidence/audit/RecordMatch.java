package dev.recount.evidence.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the record of each leaf. A partition's records stand in the tree in their order, so the record of the next leaf is
 * the next of some partition; where it is not, this says what became of it and goes on.
 */
final class RecordMatch {

    /** Enough to see what happened; a log that was replaced as a whole would name every leaf. */
    private static final int DIFFERENCES_MAX = 20;

    private static final int AHEAD_MAX = 500;

    private final RecordedEntries records;
    private final List<Finding> differences = new ArrayList<>();
    /** Partitions of which a record was found. Before that, any leaf may be of one whose beginning was deleted. */
    private final Set<Integer> begun = new HashSet<>();

    private int last;
    private long matched;
    /** Leaves without a record that the topic's settings explain. */
    private long gone;
    /** Those that they do not explain, and the first of them. */
    private long deleted;

    private String firstDeleted = "";

    RecordMatch(RecordedEntries records) {
        this.records = records;
        this.last = records.partitions().isEmpty() ? 0 : records.partitions().get(0);
    }

    /** Takes the next leaf. Nothing is compared any more once there are too many differences. */
    void take(long leaf, byte[] entry) {
        if (differences.size() == DIFFERENCES_MAX) {
            return;
        }
        int partition = isNext(last, entry) ? last : partitionThatGoesOnWith(entry);
        if (partition >= 0) {
            matched(partition);
        } else if (isChanged(leaf, entry)) {
            return;
        } else if (isBeginningGone()) {
            gone(leaf, entry);
        } else if (!isBehindAdded(entry)) {
            differ("leaf " + leaf + named(entry)
                    + " has no record any more: it was dropped, or stands in another place");
        }
    }

    private void differ(String text) {
        differences.add(Finding.differs(text));
        if (differences.size() == DIFFERENCES_MAX) {
            differences.add(Finding.unknown("whether there are more differences: no record was looked at after these"));
        }
    }

    private boolean isNext(int partition, byte[] entry) {
        return isAt(partition, 0, entry);
    }

    private boolean isAt(int partition, int ahead, byte[] entry) {
        var record = records.peek(partition, ahead);
        return record != null && Arrays.equals(record.bytes(), entry);
    }

    private int partitionThatGoesOnWith(byte[] entry) {
        for (int partition : records.partitions()) {
            if (isNext(partition, entry)) {
                return partition;
            }
        }
        return -1;
    }

    private void matched(int partition) {
        records.take(partition);
        begun.add(partition);
        last = partition;
        matched++;
    }

    /** Whether some partition goes on with a record of the same id and another content. */
    private boolean isChanged(long leaf, byte[] entry) {
        var id = id(entry);
        for (int partition : records.partitions()) {
            var record = records.peek(partition, 0);
            if (record != null && !id.isEmpty() && id.equals(id(record.bytes()))) {
                differ(place(partition, record.offset()) + " was changed: it is leaf " + leaf + named(entry)
                        + ", and the leaf was made of other bytes");
                records.take(partition);
                begun.add(partition);
                return true;
            }
        }
        return false;
    }

    private boolean isBeginningGone() {
        return records.partitions().stream()
                .anyMatch(partition -> records.deleted(partition) > 0 && !begun.contains(partition));
    }

    private void gone(long leaf, byte[] entry) {
        if (records.expiry().explains(Optional.ofNullable(Micros.parse(text(entry, "time"))))) {
            gone++;
        } else {
            firstDeleted = deleted == 0 ? "leaf " + leaf + named(entry) : firstDeleted;
            deleted++;
        }
    }

    /** Whether the record is there, behind others that are no leaves. */
    private boolean isBehindAdded(byte[] entry) {
        for (int partition : records.partitions()) {
            for (int ahead = 1; ahead < AHEAD_MAX && records.peek(partition, ahead) != null; ahead++) {
                if (isAt(partition, ahead, entry)) {
                    skip(partition, ahead);
                    matched(partition);
                    return true;
                }
            }
        }
        return false;
    }

    private void skip(int partition, int count) {
        for (int i = 0; i < count; i++) {
            var added = records.peek(partition, 0);
            if (added != null && differences.size() < DIFFERENCES_MAX) {
                differ(place(partition, added.offset()) + named(added.bytes())
                        + " is not the next leaf of its partition: it was added, doubled or moved");
            }
            records.take(partition);
        }
    }

    private static String place(int partition, long offset) {
        return "the record of partition " + partition + " at offset " + offset;
    }

    private static String named(byte[] entry) {
        var id = id(entry);
        return id.isEmpty() ? "" : " (event " + id + ")";
    }

    private static String id(byte[] entry) {
        return text(entry, "id");
    }

    private static String text(byte[] entry, String member) {
        try {
            return RecordJson.MAPPER.readTree(entry).path(member).asText();
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    List<Finding> findings() {
        var found = new ArrayList<>(differences);
        long cut = records.partitions().stream().mapToLong(records::deleted).sum();
        long left = records.partitions().stream().mapToLong(records::left).sum();
        if (gone + deleted > cut) {
            found.add(Finding.differs((gone + deleted) + " leaves have no record any more, and only " + cut
                    + " records were deleted from the beginning of their partitions"));
        }
        if (deleted > 0) {
            found.add(Finding.differs(deleted + " leaves have no record any more, " + firstDeleted
                    + " the first of them: recount.events begins later now, and that is not what it is set to, for "
                    + records.expiry().told()
                    + ". Somebody deleted them, or has set it otherwise since the brokers did"));
        }
        if (found.isEmpty()) {
            found.add(Finding.holds(
                    matched + " records of recount.events are leaves, each partition's in its order: none of"
                            + " them was changed, dropped, doubled, moved or added"));
        }
        if (gone > 0) {
            found.add(Finding.unknown(
                    "what stood in the records of " + gone + " leaves: recount.events begins later now, and"
                            + " they are so old, or so many, that its brokers may delete them. That the leaves were"
                            + " there is proved"));
        }
        if (left > 0) {
            found.add(Finding.unknown(
                    "what will become of up to " + left + " records that are newer than the checkpoint"));
        }
        return found;
    }
}
