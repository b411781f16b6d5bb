package dev.recount.standalone.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What became of the records sent so far. */
public final class Tally {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private long accepted;
    private long duplicates;
    private long rejected;

    void add(long moreAccepted, long moreDuplicates, long moreRejected) {
        accepted += moreAccepted;
        duplicates += moreDuplicates;
        rejected += moreRejected;
    }

    /** Counts a file, or the rest of one, that could not be read: one refusal, for nobody knows how many there were. */
    public void addUnreadable() {
        rejected++;
    }

    public long rejected() {
        return rejected;
    }

    /** How many records were answered for. */
    public long total() {
        return accepted + duplicates + rejected;
    }

    public JsonNode toJson() {
        return MAPPER.createObjectNode()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", rejected);
    }

    @Override
    public String toString() {
        return "accepted %d, duplicate %d, rejected %d".formatted(accepted, duplicates, rejected);
    }
}
