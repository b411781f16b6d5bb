package dev.recount.streams.index;

import dev.recount.codec.Micros;
import dev.recount.codec.RecordAvro;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds a topic that holds the latest value by id.
 *
 * @param <T> the value
 */
final class TableFold<T extends Record> implements Fold {

    /**
     * How values are found.
     *
     * @param group what listings are by; the empty text when there is one list of all
     * @param id the id within the group
     * @param time when, for a listing in order of time; null leaves that listing out
     * @param references what the value refers to
     */
    record Keys<T>(
            Function<T, String> group,
            Function<T, String> id,
            @Nullable Function<T, Instant> time,
            Function<T, List<String>> references) {}

    private final RecordAvro<T> codec;
    private final Keys<T> keys;

    TableFold(RecordAvro<T> codec, Keys<T> keys) {
        this.codec = codec;
        this.keys = keys;
    }

    @Override
    public void apply(TopicRecord record, IndexBatch index) {
        byte[] value = record.value();
        if (value == null) {
            deleteByTopicKey(record, index);
            return;
        }
        var latest = codec.decode(value);
        byte[] at = TableKeys.value(keys.group().apply(latest), keys.id().apply(latest));
        forget(index.get(at), index);
        index.put(at, value);
        index.put(topicKey(record.key()), at);
        secondary(latest).forEach(key -> index.put(key, at));
        keys.references().apply(latest).forEach(to -> index.put(TableKeys.referred(to), new byte[0]));
    }

    private void deleteByTopicKey(TopicRecord record, IndexBatch index) {
        byte[] at = index.get(topicKey(record.key()));
        if (at != null) {
            forget(index.get(at), index);
            index.delete(at);
            index.delete(topicKey(record.key()));
        }
    }

    private void forget(byte @Nullable [] old, IndexBatch index) {
        if (old != null) {
            secondary(codec.decode(old)).forEach(index::delete);
        }
    }

    private List<byte[]> secondary(T value) {
        var id = keys.id().apply(value);
        var references = keys.references().apply(value).stream().map(to -> TableKeys.reference(to, id));
        var times = Stream.ofNullable(keys.time()).map(time -> TableKeys.time(Micros.of(time.apply(value)), id));
        return Stream.concat(times, references).toList();
    }

    /** The topic's key leads to the value, for deletions, which bring nothing else. */
    private static byte[] topicKey(byte @Nullable [] key) {
        return TableKeys.topicKey(key == null ? "" : new String(key, StandardCharsets.UTF_8));
    }
}
