package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code recount alerts test}: has the running server send a test message. */
@Command(
        name = "test",
        description =
                "Has the running server send a test message to channels, and says what each target answered; exit 1 if"
                        + " one does not take it.")
final class AlertsTestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CHANNEL", arity = "0..*", description = "Names of channels; all of them if not given.")
    private List<String> names = List.of();

    private final RecountCommand root;

    AlertsTestCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var client = root.client();
        boolean all = true;
        for (String name : names.isEmpty() ? every(client) : names) {
            var answer = client.post(Query.at("v1", "channels", name, "test"), RecountClient.JSON, new byte[0]);
            boolean delivered = answer.path("delivered").asBoolean();
            all &= delivered;
            root.terminal()
                    .out()
                    .println(name
                            + (delivered ? ": delivered, " : ": NOT delivered, ")
                            + answer.path("detail").asText());
        }
        return all ? ExitCode.DONE : ExitCode.FINDING;
    }

    private static List<String> every(RecountClient client) {
        var names = new ArrayList<String>();
        for (JsonNode channel : client.get(Query.at("v1", "channels")).path("items")) {
            names.add(channel.path("name").asText());
        }
        if (names.isEmpty()) {
            throw new UsageException("the server has no channels (expected: recount up --alerts FILE)");
        }
        return names;
    }
}
