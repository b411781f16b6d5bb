package dev.recount.standalone.cli;

import dev.recount.standalone.client.Query;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "incidents", description = "Lists incidents.")
final class IncidentsCommand implements Callable<Integer> {

    /** How a table shows an incident. */
    static final List<Column> COLUMNS = List.of(
            Column.of("ID", 28, "/id"),
            Column.of("OPENED", 27, "/opened_at"),
            Column.of("SEVERITY", 13, "/severity")
                    .styled(incident -> Style.ofLevel(incident.path("severity").asText())),
            Column.of("STATUS", 12, "/status"),
            Column.of("RULES", 30, "/rules"),
            Column.of("TITLE", 140, "/title"));

    @Option(names = "--limit", paramLabel = "N", description = "The most incidents to list; all of them if not given.")
    private long limit = Long.MAX_VALUE;

    private final RecountCommand root;

    IncidentsCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Query query = Query.at("v1", "incidents").with("limit", Math.min(limit, 1000));
        try (ItemPrinter printer = root.terminal().printer(root.output(), COLUMNS)) {
            root.client().list(query, limit, printer::print);
        }
        return ExitCode.DONE;
    }
}
