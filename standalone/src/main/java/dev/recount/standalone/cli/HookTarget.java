package dev.recount.standalone.cli;

import dev.recount.ingest.source.TranscriptReplay;
import dev.recount.standalone.records.HookUpload;
import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.records.SourceRecord;
import java.util.function.Supplier;

/** Records that become hook payloads, with one translation for each file. */
final class HookTarget implements Ingestion.Target {

    private final HookUpload upload;
    private final Supplier<TranscriptReplay> replays;
    private TranscriptReplay replay;

    HookTarget(HookUpload upload, Supplier<TranscriptReplay> replays) {
        this.upload = upload;
        this.replays = replays;
        this.replay = replays.get();
    }

    @Override
    public void add(SourceRecord item) {
        upload.add(item, replay);
    }

    @Override
    public void endOf(InputFile file) {
        upload.end(file.name(), replay);
        replay = replays.get();
    }

    @Override
    public void finish() {}
}
