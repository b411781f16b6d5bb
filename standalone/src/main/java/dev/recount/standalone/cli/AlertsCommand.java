package dev.recount.standalone.cli;

import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "alerts", description = "Lists alerts, or shows them as they are raised.")
final class AlertsCommand implements Callable<Integer> {

    /** How a table shows an alert. */
    static final List<Column> COLUMNS = List.of(
            Column.of("RAISED", 27, "/raised_at"),
            Column.of("LEVEL", 13, "/level")
                    .styled(alert -> Style.ofLevel(alert.at("/level").asText())),
            Column.of("RULE", 12, "/rule/id"),
            Column.of("STATUS", 11, "/status"),
            Column.of("INCIDENT", 28, "/incident_id"),
            Column.of("SUMMARY", 160, "/summary"));

    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

    @Option(names = "--follow", description = "Stay, and show every alert when it is raised.")
    private boolean follow;

    @Option(names = "--limit", paramLabel = "N", description = "The most alerts to list; all of them if not given.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description =
                    "Only these: provisional, confirmed, retracted, suppressed (reference data justifies the act),"
                            + " signal (the rule had used up its budget). The last two are left out if not asked for.")
    private List<String> statuses = List.of();

    private final RecountCommand root;

    AlertsCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        RecountClient client = root.client();
        try (ItemPrinter printer = root.terminal().printer(root.output(), COLUMNS)) {
            if (follow && !statuses.isEmpty()) {
                throw new UsageException(
                        "--follow shows every alert as it is raised (expected: --status without --follow)");
            }
            if (follow) {
                follow(client, printer);
            } else {
                Query query = Query.at("v1", "alerts").with("limit", Math.min(limit, 1000));
                statuses.forEach(status -> query.with("status", status));
                client.list(query, limit, printer::print);
            }
        }
        return ExitCode.DONE;
    }

    /** Goes on after a break where the stream stopped, until the server stays away. */
    private void follow(RecountClient client, ItemPrinter printer) {
        @Nullable String last = null;
        while (true) {
            last = client.follow(Query.at("v1", "alerts", "stream"), last, alert -> {
                printer.print(alert);
                printer.flush();
            });
            root.terminal().err().println("recount: the server closed the stream; asking again");
            LockSupport.parkNanos(RECONNECT_PAUSE.toNanos());
        }
    }
}
