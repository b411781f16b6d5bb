package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recount evidence begin}: a new log in the place of one that is lost. */
@Command(
        name = "begin",
        description = "Begins a new log of evidence where the old one is lost, and puts that on record.",
        footer = {
            "",
            "A Recount that has published checkpoints and finds its evidence folder empty seals nothing: put the folder back",
            "from a copy if there is one. The new log has another key and seals every record that is still in Kafka again;",
            "what the old one proved is proved by its checkpoints on recount.checkpoints and by bundles, with the old key."
        })
final class EvidenceBeginCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason; stands on record.")
    private String why = "";

    private final RecountCommand root;

    EvidenceBeginCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var body = MAPPER.createObjectNode().put("why", why);
        var begun = root.client()
                .post(
                        Query.at("v1", "log", "begin"),
                        RecountClient.JSON,
                        body.toString().getBytes(StandardCharsets.UTF_8));
        var out = root.terminal().out();
        out.println("begun " + begun.path("vkey").asText());
        out.println("ended " + begun.at("/lost/vkey").asText() + " with "
                + begun.at("/lost/size").asLong() + " leaves");
        return ExitCode.DONE;
    }
}
