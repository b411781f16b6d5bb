package dev.recount.standalone.cli;

import dev.recount.standalone.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every command there is, in the order in which help lists them. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(Terminal terminal, Map<String, String> environment) {
        RecountCommand root = new RecountCommand(terminal, environment);
        CommandLine line = new CommandLine(root)
                .addSubcommand(new DemoCommand(root))
                .addSubcommand(new ServeCommand.Up(root))
                .addSubcommand(new ServeCommand.Ingest(root))
                .addSubcommand(new ServeCommand.Streams(root))
                .addSubcommand(new ServeCommand.Query(root))
                .addSubcommand(new SendCommand(root))
                .addSubcommand(new ImportCommand(root))
                .addSubcommand(new TimelineCommand(root))
                .addSubcommand(new CommandLine(new AlertsCommand(root))
                        .addSubcommand(new AlertsCheckCommand(root))
                        .addSubcommand(new AlertsTestCommand(root)))
                .addSubcommand(new IncidentsCommand(root))
                .addSubcommand(new DeliveriesCommand(root))
                .addSubcommand(new ExportCommand(root))
                .addSubcommand(new VerifyCommand(root))
                .addSubcommand(new WitnessCommand(root))
                .addSubcommand(EvidenceCommand.with(root))
                .addSubcommand(new EraseCommand(root))
                .addSubcommand(new ReportCommand(root))
                .addSubcommand(new RegistryCommand(root))
                .addSubcommand(RulesCommand.with(root))
                .addSubcommand(new ReplayCommand(root))
                .addSubcommand(new McpCommand(root))
                .addSubcommand(new ReadyCommand(root))
                .addSubcommand(new TopicsCommand(root))
                .addSubcommand(new ConfigCommand(root))
                .addSubcommand(new TokenCommand(root))
                .addSubcommand(new CompletionCommand(root))
                .addSubcommand(new VersionCommand(root));
        return line.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }
}
