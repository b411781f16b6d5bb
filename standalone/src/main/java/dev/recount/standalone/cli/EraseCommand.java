package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recount erase}: destroys the key under which a person stands in the log. */
@Command(
        name = "erase",
        description = "Erases a person for ever: destroys the key under which the log holds them.",
        footer = {
            "",
            "Their records stay, with a pseudonym, and so do all proofs. The erasure is on record with the pseudonym and the",
            "reason. A legal hold forbids it. Needs persons.protect, set before the person was first recorded."
        })
final class EraseCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Parameters(paramLabel = "PERSON", description = "The pseudonym, person:…, or who it is, such as user:dana.")
    private String person = "";

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason; stands on record.")
    private String why = "";

    private final RecountCommand root;

    EraseCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var body = MAPPER.createObjectNode().put("person", person).put("why", why);
        var erased = root.client()
                .post(
                        Query.at("v1", "erasures"),
                        RecountClient.JSON,
                        body.toString().getBytes(StandardCharsets.UTF_8));
        root.terminal()
                .out()
                .println(erased.path("person").asText() + " erased at "
                        + erased.path("erased_at").asText());
        return ExitCode.DONE;
    }
}
