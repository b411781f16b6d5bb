package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.evidence.report.ReportText;
import dev.recount.standalone.client.Query;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recount report}: what a control asks of a log, performed again on the record. */
@Command(
        name = "report",
        description = "Performs again on the record what a control asks of a log, and says what it does not show.",
        footer = {"", "Controls: eu-ai-act-12, soc2-cc7, iso27001-a8.15, pci-10, hipaa-312b."})
final class ReportCommand implements Callable<Integer> {

    /** How a report is written. */
    enum Format {
        markdown,
        html,
        json
    }

    @Option(names = "--control", paramLabel = "NAME", required = true, description = "Which control.")
    private String control = "";

    @Option(names = "--from", paramLabel = "TIME", description = "Since when, RFC 3339, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until when, RFC 3339, exclusive.")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Format format = Format.markdown;

    @Option(names = "-o", paramLabel = "FILE", description = "Where the report goes; standard output if not given.")
    private @Nullable Path file;

    private final RecountCommand root;

    ReportCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var query = Query.at("v1", "reports", control).with("from", from).with("to", to);
        var text = text(root.client().get(query));
        if (file == null) {
            root.terminal().out().print(text);
            root.terminal().out().flush();
        } else {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
        return ExitCode.DONE;
    }

    private String text(JsonNode report) {
        return switch (format) {
            case markdown -> ReportText.markdown(report);
            case html -> ReportText.html(report);
            case json -> report.toPrettyString() + "\n";
        };
    }
}
