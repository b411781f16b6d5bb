package dev.recount.standalone.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.RefusedRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sends records as NDJSON in batches that are bounded in number and in bytes, and says which were refused and why. */
public final class BatchUpload {

    private static final int BATCH_RECORDS = 1_000;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;

    private final RecountClient client;
    private final Query door;
    private final Tally tally;
    private final Consumer<String> refusals;
    private final List<SourceRecord> batch = new ArrayList<>();
    private long batchBytes;

    /**
     * An upload.
     *
     * @param door the route that takes the records
     * @param refusals gets one sentence for each refused record, with its place
     */
    public BatchUpload(RecountClient client, Query door, Tally tally, Consumer<String> refusals) {
        this.client = client;
        this.door = door;
        this.tally = tally;
        this.refusals = refusals;
    }

    public void add(SourceRecord item) {
        batch.add(item);
        batchBytes += item.json().length();
        if (batch.size() >= BATCH_RECORDS || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    /** Sends what is left; has to be called at the end. */
    public void flush() {
        List<SourceRecord> items = List.copyOf(batch);
        batch.clear();
        batchBytes = 0;
        if (!items.isEmpty()) {
            send(items);
        }
    }

    private void send(List<SourceRecord> items) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (SourceRecord item : items) {
            body.writeBytes(item.bytes());
            body.write('\n');
        }
        try {
            count(items, client.post(door, RecountClient.NDJSON, body.toByteArray()));
        } catch (RefusedRequest e) {
            if (e.status() == PAYLOAD_TOO_LARGE && items.size() > 1) {
                send(items.subList(0, items.size() / 2));
                send(items.subList(items.size() / 2, items.size()));
            } else if (e.status() == PAYLOAD_TOO_LARGE || e.status() == BAD_REQUEST) {
                // Nothing of the batch could be read.
                items.forEach(item -> refusals.accept(item.place() + ": " + e.getMessage()));
                tally.add(0, 0, items.size());
            } else {
                throw e;
            }
        }
    }

    private void count(List<SourceRecord> items, JsonNode answer) {
        JsonNode rejected = answer.path("rejected");
        for (JsonNode one : rejected) {
            int index = one.path("index").asInt(-1);
            String place = index >= 0 && index < items.size() ? items.get(index).place() : "somewhere";
            refusals.accept(place + ": " + one.path("detail").asText());
        }
        tally.add(answer.path("accepted").asLong(), answer.path("duplicates").asLong(), rejected.size());
    }
}
