package dev.recount.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Parting;
import dev.recount.standalone.terminal.Progress;
import dev.recount.standalone.terminal.Visible;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.detect.RuleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Runs recorded events through rules again and prints the difference in alerts.",
            "Exit code 1 when there is a difference, 0 when there is none."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Duration ASKS_EVERY = Duration.ofMillis(250);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Rules to use instead of those in force on the server.")
    private @Nullable Path rules;

    @Option(names = "--from", paramLabel = "TIME", description = "Since when it happened, RFC 3339, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until when it happened, RFC 3339, exclusive.")
    private @Nullable String to;

    @Option(names = "--id", paramLabel = "ID", description = "Waits for this replay, which was begun before.")
    private @Nullable String known;

    private final RecountCommand root;

    ReplayCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var body = body();
        var client = root.client();
        var id = known != null ? known : started(client, body);
        var finished = awaited(client, id);
        if (!finished.path("status").asText().equals("done")) {
            root.terminal()
                    .err()
                    .println("recount: the replay failed: "
                            + Visible.of(finished.path("error").asText(), 1_000));
            return ExitCode.FINDING;
        }
        var shown = new ReplayTables(finished.path("result"));
        shown.print(root.terminal(), root.output());
        root.terminal().err().println(root.output() == OutputFormat.TABLE ? "\n" + shown.summary() : shown.summary());
        return shown.isSame() ? ExitCode.DONE : ExitCode.FINDING;
    }

    private static String started(RecountClient client, ObjectNode body) {
        return client.post(
                        Query.at("v1", "replays"),
                        RecountClient.JSON,
                        body.toString().getBytes(UTF_8))
                .path("id")
                .asText();
    }

    private ObjectNode body() {
        if (known != null && (rules != null || from != null || to != null)) {
            throw new UsageException("--id names a replay that has begun: --rules, --from and --to cannot be changed");
        }
        var body = MAPPER.createObjectNode();
        if (from != null) {
            body.put("from", from);
        }
        if (to != null) {
            body.put("to", to);
        }
        if (rules != null) {
            var files = body.putArray("rules");
            texts(rules)
                    .forEach(file -> files.addObject().put("name", file.name()).put("sigma", file.text()));
        }
        return body;
    }

    private static List<RuleText> texts(Path folder) {
        if (!Files.exists(folder)) {
            throw new UsageException(folder + ": there is no such file or folder");
        }
        var texts = read(folder);
        if (texts.isEmpty()) {
            throw new UsageException(folder + ": holds no .yml or .yaml file");
        }
        return texts;
    }

    private static List<RuleText> read(Path folder) {
        try {
            return RuleFiles.texts(folder);
        } catch (InvalidRulesException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Asks until nothing more is to come. */
    private JsonNode awaited(RecountClient client, String id) {
        var job = Query.at("v1", "replays", id);
        var words = "the replay goes on at the server; recount replay --id " + id + " shows what came of it";
        var parting = new Parting(root.terminal().err(), words);
        try {
            return awaited(client, job);
        } finally {
            parting.takeBack();
        }
    }

    private JsonNode awaited(RecountClient client, Query job) {
        var state = client.get(job);
        while (isOpen(state) && total(state) == 0) {
            state = asked(client, job);
        }
        try (Progress progress = root.terminal().progress(total(state))) {
            while (isOpen(state)) {
                long events = state.at("/progress/events").asLong();
                progress.at(events, events);
                state = asked(client, job);
            }
            return state;
        }
    }

    private static JsonNode asked(RecountClient client, Query job) {
        LockSupport.parkNanos(ASKS_EVERY.toNanos());
        return client.get(job);
    }

    private static boolean isOpen(JsonNode state) {
        var status = state.path("status").asText();
        return !status.equals("done") && !status.equals("failed");
    }

    /** How many events there are; 0 while the replay waits for another one, or has not counted them yet. */
    private static long total(JsonNode state) {
        return state.at("/progress/total").asLong();
    }
}
