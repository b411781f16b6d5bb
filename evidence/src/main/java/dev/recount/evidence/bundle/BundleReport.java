package dev.recount.evidence.bundle;

import dev.recount.evidence.format.SealedRecord;
import java.io.IOException;
import java.util.Map;

/** What a bundle holds for people to read; it is shown each record as it is written. */
public interface BundleReport {

    /** There is nothing to read but the events. */
    BundleReport NONE = new BundleReport() {
        @Override
        public void add(SealedRecord record) {}

        @Override
        public Map<String, byte[]> files() {
            return Map.of();
        }
    };

    /**
     * Takes in the next record.
     *
     * @throws IOException when it holds no event
     */
    void add(SealedRecord record) throws IOException;

    /**
     * The files by name, once every record was shown.
     *
     * @throws IOException when one cannot be made
     */
    Map<String, byte[]> files() throws IOException;
}
