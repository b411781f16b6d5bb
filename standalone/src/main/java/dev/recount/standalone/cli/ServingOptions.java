package dev.recount.standalone.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that serves; what is not given comes from the environment, the file or the default. */
final class ServingOptions {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; 8080 if not given, 0 for a free one.")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on; 127.0.0.1 if not given.")
    private @Nullable String host;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The Kafka to use instead of the embedded one.")
    private @Nullable String bootstrap;

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "Who is told of an incident, and how (YAML); `recount alerts check FILE` checks it.")
    private @Nullable String alerts;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description =
                    "Sigma rules to run beside those that ship, such as a checkout of SigmaHQ's; may be repeated.")
    private List<String> rules = List.of();

    /** What was given, by key name. */
    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        put(given, "port", port);
        put(given, "host", host);
        put(given, "bootstrap", bootstrap);
        put(given, "alerts-file", alerts);
        put(given, "rules", rules.isEmpty() ? null : String.join(",", rules));
        return given;
    }

    private static void put(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
