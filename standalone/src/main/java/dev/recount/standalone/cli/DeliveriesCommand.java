package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import dev.recount.standalone.terminal.Visible;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recount deliveries}: what channels were told, and telling them again. */
@Command(
        name = "deliveries",
        description = "Lists what channels were told of incidents, 30 days back.",
        footer = {"", "What one never got: recount deliveries --state failed; resend says it again."})
final class DeliveriesCommand implements Callable<Integer> {

    private static final int ID_CHARS_MAX = 200;

    /** How a table shows a delivery. */
    private static final List<Column> COLUMNS = List.of(
            Column.of("OPENED", 27, "/incident/opened_at"),
            Column.of("INCIDENT", 28, "/incident/id"),
            Column.of("SEVERITY", 13, "/incident/severity")
                    .styled(delivery ->
                            Style.ofLevel(delivery.at("/incident/severity").asText())),
            Column.of("CHANNEL", 20, "/channel"),
            Column.of("STATE", 10, "/state"),
            new Column("LATEST ANSWER", 40, DeliveriesCommand::latestAnswer, delivery -> Style.PLAIN),
            Column.of("TITLE", 140, "/incident/title"));

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Only these: pending, held (by quiet hours or the window of folding), delivered, failed.")
    private List<String> states = List.of();

    @Option(names = "--channel", paramLabel = "NAME", split = ",", description = "Only these channels.")
    private List<String> channels = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "The most deliveries to list; all of them if not given.")
    private long limit = Long.MAX_VALUE;

    private final RecountCommand root;

    DeliveriesCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Query query = Query.at("v1", "deliveries").with("limit", Math.min(limit, 1000));
        states.forEach(state -> query.with("state", state));
        channels.forEach(channel -> query.with("channel", channel));
        try (ItemPrinter printer = root.terminal().printer(root.output(), COLUMNS)) {
            root.client().list(query, limit, printer::print);
        }
        return ExitCode.DONE;
    }

    private static String latestAnswer(JsonNode delivery) {
        JsonNode attempts = delivery.path("attempts");
        return attempts.path(attempts.size() - 1).path("detail").asText();
    }

    @Command(
            name = "resend",
            description = "Tells a channel again all that it did not take, of incidents that are not over.")
    int resend(
            @Option(names = "--channel", paramLabel = "NAME", required = true, description = "The channel.")
                    String channel)
            throws IOException {
        JsonNode answer =
                root.client().post(Query.at("v1", "channels", channel, "resend"), RecountClient.JSON, new byte[0]);
        String incidents = StreamSupport.stream(answer.path("incidents").spliterator(), false)
                .map(incident -> "\n  " + Visible.of(incident.asText(), ID_CHARS_MAX))
                .collect(Collectors.joining());
        String text = "sent again: " + answer.path("resent").asInt() + incidents;
        root.terminal().result(root.output(), text, answer);
        return ExitCode.DONE;
    }
}
