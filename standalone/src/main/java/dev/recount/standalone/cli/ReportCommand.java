package dev.recount.standalone.cli;

import dev.recount.evidence.report.ReportText;
import dev.recount.standalone.client.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recount report}: what a control asks of a log, performed again on the record; or the report of an incident. */
@Command(
        name = "report",
        description = "Writes a report on a control, performed again on the record, or of an incident.",
        footer = {
            "",
            "Controls: eu-ai-act-12, soc2-cc7, iso27001-a8.15, pci-10, hipaa-312b. Each report says what it does not show."
        })
final class ReportCommand implements Callable<Integer> {

    /** How a report is written. */
    enum Format {
        markdown,
        html,
        json,
        pdf
    }

    /** What a report is on. */
    static final class Subject {
        @Option(names = "--control", paramLabel = "NAME", description = "Which control.")
        private @Nullable String control;

        @Option(names = "--incident", paramLabel = "ID", description = "Which incident; html or pdf.")
        private @Nullable String incident;
    }

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(names = "--from", paramLabel = "TIME", description = "Of a control: since when, RFC 3339, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Of a control: until when, RFC 3339, exclusive.")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; of a control markdown, of an incident html if not given.")
    private @Nullable Format format;

    @Option(names = "-o", paramLabel = "FILE", description = "Where the report goes; standard output if not given.")
    private @Nullable Path file;

    private final RecountCommand root;

    ReportCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        if (file != null) {
            OutputFile.require(file);
        }
        var text = subject.control == null ? incident(String.valueOf(subject.incident)) : control(subject.control);
        if (file == null) {
            root.terminal().out().print(text);
            root.terminal().out().flush();
        } else if (format != Format.pdf) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
        return ExitCode.DONE;
    }

    private String control(String control) throws IOException {
        if (format == Format.pdf) {
            throw new UsageException("--format: a report on a control is markdown, html or json");
        }
        var report = root.client()
                .get(Query.at("v1", "reports", control).with("from", from).with("to", to));
        return switch (format == null ? Format.markdown : format) {
            case html -> ReportText.html(report);
            case json -> report.toPrettyString() + "\n";
            default -> ReportText.markdown(report);
        };
    }

    /** The text; of a PDF none, which goes into its file as it is fetched. */
    private String incident(String id) throws IOException {
        if (from != null || to != null) {
            throw new UsageException("--from and --to: an incident is reported whole");
        }
        var query = Query.at("v1", "incidents", id, "report").with("format", format);
        if (format == Format.pdf) {
            if (file == null) {
                throw new UsageException("-o: a PDF needs a file to go into");
            }
            root.client().download(query, file);
            return "";
        }
        if (format != null && format != Format.html) {
            throw new UsageException("--format: the report of an incident is html or pdf");
        }
        var fetched = Files.createTempFile("recount-report", ".html");
        try {
            root.client().download(query, fetched);
            return Files.readString(fetched);
        } finally {
            Files.delete(fetched);
        }
    }
}
