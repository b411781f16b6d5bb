package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.terminal.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Writes an evidence bundle: events, proofs, alerts, rules, and how to verify them.",
        footer = {"", "Without a subject everything is exported. `recount verify` checks the bundle, without a server."
        })
final class ExportCommand implements Callable<Integer> {

    /** Whose events; at most one. */
    static final class Subject {
        @Option(names = "--incident", paramLabel = "ID", description = "Everything of an incident.")
        private @Nullable String incident;

        @Option(names = "--session", paramLabel = "ID", description = "Everything of a session.")
        private @Nullable String session;

        @Option(names = "--actor", paramLabel = "ID", description = "Everything an actor did.")
        private @Nullable String actor;

        @Option(names = "--credential", paramLabel = "ID", description = "By fingerprint or provider id.")
        private @Nullable String credential;

        @Option(names = "--resource", paramLabel = "ID", description = "Everything done to a resource.")
        private @Nullable String resource;

        @Option(names = "--control", paramLabel = "NAME", description = "Everything, and the report on a control.")
        private @Nullable String control;

        private void addTo(ObjectNode body) {
            put(body, "incident", incident);
            put(body, "session", session);
            put(body, "actor", actor);
            put(body, "credential", credential);
            put(body, "resource", resource);
            put(body, "control", control);
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(200);

    @ArgGroup
    private Subject subject = new Subject();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "How events are written: ocsf, ocsf-1.9-preview, json, csv, parquet or timesketch.")
    private String format = "";

    @Option(names = "--from", paramLabel = "TIME", description = "Since when, RFC 3339, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until when, RFC 3339, exclusive.")
    private @Nullable String to;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason; stands in the manifest and on record.")
    private @Nullable String why;

    @Option(names = "-o", paramLabel = "FILE", required = true, description = "Where the bundle goes.")
    private Path file = Path.of("");

    private final RecountCommand root;

    ExportCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        OutputFile.require(file);
        RecountClient client = root.client();
        var body = MAPPER.createObjectNode().put("format", format);
        subject.addTo(body);
        put(body, "from", from);
        put(body, "to", to);
        put(body, "why", why);
        var begun = client.post(
                Query.at("v1", "exports"), RecountClient.JSON, body.toString().getBytes(StandardCharsets.UTF_8));
        var job = await(client, begun.path("id").asText());
        if (!job.path("status").asText().equals("done")) {
            root.terminal()
                    .err()
                    .println("recount: the export failed: " + job.path("detail").asText());
            return ExitCode.FINDING;
        }
        client.download(Query.at("v1", "exports", job.path("id").asText(), "download"), file);
        root.terminal().out().println(file + ": " + job.at("/progress/events").asLong() + " events");
        return ExitCode.DONE;
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private JsonNode await(RecountClient client, String id) {
        try (Progress progress = root.terminal().progress(0)) {
            while (true) {
                var job = client.get(Query.at("v1", "exports", id));
                progress.at(0, job.at("/progress/done").asLong());
                var status = job.path("status").asText();
                if (status.equals("done") || status.equals("failed")) {
                    return job;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
