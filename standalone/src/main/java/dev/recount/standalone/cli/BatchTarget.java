package dev.recount.standalone.cli;

import dev.recount.standalone.records.BatchUpload;
import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.records.SourceRecord;

/** Records that are sent in batches, across the borders of files. */
record BatchTarget(BatchUpload upload) implements Ingestion.Target {

    @Override
    public void add(SourceRecord item) {
        upload.add(item);
    }

    @Override
    public void endOf(InputFile file) {}

    @Override
    public void finish() {
        upload.flush();
    }
}
