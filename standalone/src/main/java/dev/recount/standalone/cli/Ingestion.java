package dev.recount.standalone.cli;

import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.records.RecordFile;
import dev.recount.standalone.records.SourceRecord;
import dev.recount.standalone.records.Tally;
import dev.recount.standalone.records.UnreadableFile;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Progress;
import dev.recount.standalone.terminal.Terminal;
import dev.recount.standalone.terminal.Visible;
import java.util.List;
import java.util.Set;

/** What sending and importing share: files one after the other, a progress line, refusals on stderr, one line of counts. */
final class Ingestion {

    /** Takes the records of one file after the other. */
    interface Target {
        void add(SourceRecord item);

        /** A file has ended. */
        void endOf(InputFile file);

        /** The last file has ended. */
        void finish();
    }

    private static final int REFUSALS_SHOWN = 20;

    private final RecountCommand root;
    private final Tally tally = new Tally();
    private long refusals;

    Ingestion(RecountCommand root) {
        this.root = root;
    }

    Tally tally() {
        return tally;
    }

    /** Says why something was refused, up to a number that a person still reads. */
    void refusal(String sentence) {
        refusals++;
        if (refusals <= REFUSALS_SHOWN) {
            root.terminal().err().println(Visible.of(sentence, 400));
        } else if (refusals == REFUSALS_SHOWN + 1) {
            root.terminal().err().println("… more refusals are not shown; recount.rejected holds them all");
        }
    }

    /** Runs to the end, prints the counts, and returns the exit code. */
    int run(List<String> arguments, Set<String> envelopes, Target target) throws UnreadableFile {
        Terminal terminal = root.terminal();
        List<InputFile> files = InputFile.of(arguments);
        long bytesTotal = files.stream().mapToLong(InputFile::size).sum();
        try (Progress progress = terminal.progress(bytesTotal)) {
            long bytesBefore = 0;
            for (InputFile file : files) {
                long before = bytesBefore;
                long[] bytesInFile = {0};
                try {
                    RecordFile.read(file, terminal.in(), envelopes, item -> {
                        target.add(item);
                        bytesInFile[0] += item.json().length();
                        progress.at(before + bytesInFile[0], tally.total());
                    });
                } catch (UnreadableFile e) {
                    refusal(String.valueOf(e.getMessage()));
                    tally.addUnreadable();
                }
                target.endOf(file);
                bytesBefore += file.size();
            }
            target.finish();
        }
        terminal.out()
                .println(
                        root.output() == OutputFormat.TABLE
                                ? tally.toString()
                                : tally.toJson().toString());
        return tally.rejected() == 0 ? ExitCode.DONE : ExitCode.FINDING;
    }
}
