package dev.recount.bench.query;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** How many bytes events take in {@code recount.events}, in batches as ingest writes them under load. */
final class LogBytes {

    private static final int BATCH = 100;
    private static final int MEASURED_MAX = 50_000;

    private final Codecs codecs = Codecs.released();
    private final List<SimpleRecord> batch = new ArrayList<>();
    private long bytes;
    private long measured;

    void add(Event event) {
        if (measured == MEASURED_MAX) {
            return;
        }
        batch.add(new SimpleRecord(
                Topics.key(event).getBytes(StandardCharsets.UTF_8),
                codecs.events().encode(event)));
        if (batch.size() == BATCH) {
            bytes += MemoryRecords.withRecords(Compression.snappy().build(), batch.toArray(SimpleRecord[]::new))
                    .sizeInBytes();
            measured += BATCH;
            batch.clear();
        }
    }

    double each() {
        return bytes / (double) measured;
    }
}
