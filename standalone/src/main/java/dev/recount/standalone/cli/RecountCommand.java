package dev.recount.standalone.cli;

import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: options that hold for every subcommand, and what subcommands make of them. */
@Command(
        name = "recount",
        description = "The flight recorder for AI agents and automation.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done; 1 a finding, a rejected input or a failed verification; 2 usage; 3 server unreachable.",
            "Settings: flag, then environment RECOUNT_…, then the file of --config, then the default."
        })
public final class RecountCommand implements Runnable {

    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The server to talk to; the local one if not given.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File with the token to send; else RECOUNT_TOKEN, else the local admin token.")
    private @Nullable String tokenFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where the local Recount keeps everything; ./recount-data if not given.")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "YAML file with settings.")
    private @Nullable Path config;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            scope = ScopeType.INHERIT,
            description = "How results are printed: table, json, ndjson; timelines also timesketch.")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Say how it is used.")
    @SuppressWarnings("UnusedVariable") // picocli sets it and answers itself.
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private final Terminal terminal;
    private final Map<String, String> environment;

    RecountCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec, "spec").commandLine(), "a command is missing");
    }

    public Terminal terminal() {
        return terminal;
    }

    public OutputFormat output() {
        if (output == OutputFormat.TIMESKETCH) {
            throw new UsageException("--output timesketch is for timelines (expected: table, json or ndjson)");
        }
        return output;
    }

    /** How a timeline is printed. */
    OutputFormat timelineOutput() {
        return output;
    }

    /** The variables of the process. */
    Map<String, String> environment() {
        return environment;
    }

    /** Whether the user named a data directory. */
    boolean isDataGiven() {
        return data != null || environment.containsKey("RECOUNT_DATA");
    }

    /** A client of the server that options, environment or the local data directory name. */
    public RecountClient client() throws IOException {
        return address().client();
    }

    /** The same, that says why evidence is read. */
    RecountClient client(Optional<String> purpose) throws IOException {
        return address().client(purpose);
    }

    private ServerAddress address() throws IOException {
        return ServerAddress.of(settings(ServerAddress.KEYS, Map.of()));
    }

    /**
     * The settings of a process.
     *
     * @param used the keys it reads
     * @param flags its own options that were given, by key name
     */
    public Settings settings(Keys used, Map<String, String> flags) {
        Map<String, String> given = new TreeMap<>(flags);
        putIfGiven(given, "server", server);
        putIfGiven(given, "token-file", tokenFile);
        putIfGiven(given, "data", data);
        List<SettingsSource> sources = new ArrayList<>();
        sources.add(SettingsSource.flags(given));
        sources.add(SettingsSource.environment(environment));
        Path file = config != null ? config : environmentConfig();
        if (file != null) {
            sources.add(SettingsSource.file(file));
        }
        return SettingsReader.read(ProductKeys.ALL, used, sources);
    }

    private @Nullable Path environmentConfig() {
        String name = environment.get("RECOUNT_CONFIG");
        return name == null || name.isBlank() ? null : Path.of(name);
    }

    private static void putIfGiven(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
