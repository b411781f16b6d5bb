package dev.recount.standalone.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.sigma.hunt.Finding;
import dev.recount.sigma.hunt.Hunt;
import dev.recount.sigma.hunt.HuntOptions;
import dev.recount.sigma.hunt.Lines;
import dev.recount.sigma.rule.LogSource;
import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.terminal.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A hunt over files, and the account of it. */
public final class HuntRun {

    private static final int BAD_LINES_TOLD = 1_000;

    private final HuntSetup setup;
    private final HuntOptions options;
    private final Consumer<String> notes;
    private final Progress progress;
    private final Set<String> fired = new HashSet<>();
    private long matches;
    private long correlations;
    private long badLines;
    private long badFiles;
    private long files;
    private long lines;
    private long bytes;

    /**
     * A run that has not begun.
     *
     * @param notes is told what a person should know: lines and files that could not be read
     */
    public HuntRun(
            HuntSetup setup,
            LogSource logSource,
            @Nullable String timeField,
            Consumer<String> notes,
            Progress progress) {
        this.setup = setup;
        this.options = new HuntOptions(timeField, logSource, setup.placeholders());
        this.notes = notes;
        this.progress = progress;
    }

    /** Reads all files; a file that cannot be read does not stop the others. */
    public void over(List<InputFile> inputs, InputStream stdin, Consumer<Finding> findings) {
        Hunt hunt = new Hunt(
                setup.rules(),
                options,
                finding -> {
                    count(finding);
                    findings.accept(finding);
                },
                this::bad);
        for (InputFile input : inputs) {
            files++;
            try (InputStream in = input.path() == null ? stdin : Files.newInputStream(input.path());
                    Reader reader = Lines.of(new Counted(in, hunt))) {
                hunt.read(input.name(), reader);
            } catch (IOException e) {
                badFiles++;
                notes.accept(input.name() + ": cannot be read to its end (" + e.getMessage() + ")");
            }
        }
        hunt.finish();
        lines = hunt.lines();
    }

    private void count(Finding finding) {
        fired.add(finding.rule().key());
        if (finding instanceof Finding.Matched) {
            matches++;
        } else {
            correlations++;
        }
    }

    private void bad(Hunt.BadLine line) {
        badLines++;
        if (badLines <= BAD_LINES_TOLD) {
            notes.accept(line.toString());
        } else if (badLines == BAD_LINES_TOLD + 1) {
            notes.accept("… further lines are only counted");
        }
    }

    /** Whether a rule, a file or a line had to be left out. */
    public boolean isIncomplete() {
        return badLines > 0 || badFiles > 0 || !setup.problems().isEmpty();
    }

    /** What was done, in one sentence. */
    public String summary() {
        return "%d matches and %d correlations of %d rules, in %d events of %d files, by %d rules; left out: %d errors in rules, %d lines, %d files"
                .formatted(
                        matches,
                        correlations,
                        fired.size(),
                        lines,
                        files,
                        setup.rules().detections().size()
                                + setup.rules().correlations().size(),
                        setup.problems().size(),
                        badLines,
                        badFiles);
    }

    /** A finding as an item to print. */
    public static JsonNode item(Finding finding) {
        return RuleItems.of(finding);
    }

    /** Says how far the hunt is while bytes are read. */
    private final class Counted extends FilterInputStream {

        private final Hunt hunt;

        Counted(InputStream in, Hunt hunt) {
            super(in);
            this.hunt = hunt;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            bytes += Math.max(0, count);
            progress.at(bytes, hunt.lines());
            return count;
        }
    }
}
