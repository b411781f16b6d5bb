package dev.recount.standalone.cli;

import static dev.recount.standalone.terminal.OutputFormat.TIMESKETCH;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "timeline", description = "Shows what happened, in order, with the reason for every link.")
final class TimelineCommand implements Callable<Integer> {

    /** Whose timeline; exactly one. */
    static final class Subject {
        @Option(names = "--incident", paramLabel = "ID", description = "Everything of an incident.")
        private @Nullable String incident;

        @Option(names = "--session", paramLabel = "ID", description = "Everything of a session.")
        private @Nullable String session;

        @Option(names = "--actor", paramLabel = "ID", description = "Everything an actor did.")
        private @Nullable String actor;

        @Option(names = "--human", paramLabel = "ID", description = "Everything done by or for a human.")
        private @Nullable String human;

        @Option(names = "--credential", paramLabel = "ID", description = "By fingerprint or provider id.")
        private @Nullable String credential;

        @Option(names = "--resource", paramLabel = "ID", description = "Everything done to a resource.")
        private @Nullable String resource;

        @Option(
                names = "--protection-group",
                paramLabel = "ID",
                description = "Everything done to a resource's copies.")
        private @Nullable String protectionGroup;

        @Option(names = "--trace", paramLabel = "ID", description = "Everything of a W3C trace.")
        private @Nullable String trace;
    }

    /** How a table shows an item. */
    static final List<Column> COLUMNS = List.of(
            Column.of("TIME", 27, "/event/occurred_at"),
            Column.of("STATE", 12, "/state"),
            Column.of("ACTOR", 28, "/event/actor/id"),
            new Column("WHAT", 40, TimelineCommand::what, item -> Style.PLAIN),
            Column.of("RESOURCE", 36, "/event/resource/id"),
            Column.of("ENVIRONMENT", 12, "/event/resource/environment"),
            new Column("LINKS", 40, TimelineCommand::links, item -> Style.PLAIN),
            Column.of("ALERTS", 40, "/alerts").styled(item -> Style.RED));

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(names = "--from", paramLabel = "TIME", description = "Since when, RFC 3339, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until when, RFC 3339, exclusive.")
    private @Nullable String to;

    @Option(names = "--as-of", paramLabel = "TIME", description = "What was known at that time.")
    private @Nullable String asOf;

    @Option(names = "--order", paramLabel = "asc|desc", description = "The earliest or the latest first.")
    private @Nullable String order;

    @Option(names = "--limit", paramLabel = "N", description = "The most events to show; all of them if not given.")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    private final RecountCommand root;

    TimelineCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Query query = Query.at("v1", "timeline")
                .with("incident", subject.incident)
                .with("session", subject.session)
                .with("actor", subject.actor)
                .with("human", subject.human)
                .with("credential", subject.credential)
                .with("resource", subject.resource)
                .with("protection_group", subject.protectionGroup)
                .with("trace", subject.trace)
                .with("from", from)
                .with("to", to)
                .with("as_of", asOf)
                .with("order", order)
                .with("limit", Math.min(limit, 1000));
        var format = root.timelineOutput();
        try (ItemPrinter printer = root.terminal().printer(format, COLUMNS)) {
            boolean truncated = root.client(purpose.purpose())
                    .list(
                            query,
                            limit,
                            item -> printer.print(
                                    format == TIMESKETCH ? TimesketchItem.of(item, subject.incident) : item));
            if (truncated) {
                root.terminal().err().println("recount: more than 1,000 sessions; what the rest did is left out");
            }
        }
        return ExitCode.DONE;
    }

    private static String what(JsonNode item) {
        String name = Column.textAt(item, "/event/action/operation");
        String tool = Column.textAt(item, "/event/action/tool");
        String what = name.isEmpty() ? tool : name;
        String verb = Column.textAt(item, "/event/action/verb");
        return String.join(
                " ",
                Column.textAt(item, "/event/type"),
                Column.textAt(item, "/event/phase"),
                what,
                verb.isEmpty() ? "" : "(" + verb + ")");
    }

    private static String links(JsonNode item) {
        List<String> links = new ArrayList<>();
        for (JsonNode link : item.path("links")) {
            links.add(link.path("basis").asText() + (link.path("proven").asBoolean() ? "" : "?"));
        }
        return String.join(" ", links);
    }
}
