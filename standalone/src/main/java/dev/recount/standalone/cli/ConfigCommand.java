package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "config", description = "Shows what is set and where.", synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {

    private static final List<Column> COLUMNS =
            List.of(Column.of("KEY", 40, "/key"), Column.of("VALUE", 60, "/value"), Column.of("FROM", 80, "/origin"));

    private final RecountCommand root;

    ConfigCommand(RecountCommand root) {
        this.root = root;
    }

    @Command(name = "print", description = "Every setting, what holds, and where it comes from. Secrets never show.")
    int print(
            @Option(names = "--redacted", description = "Accepted for clarity: secrets are always hidden.")
                    boolean redacted) {
        ObjectMapper mapper = new ObjectMapper();
        try (ItemPrinter printer = root.terminal().printer(root.output(), COLUMNS)) {
            for (Settings.Effective setting :
                    root.settings(ProductKeys.ALL, Map.of()).effective()) {
                printer.print(mapper.createObjectNode()
                        .put("key", setting.key())
                        .put("value", setting.text())
                        .put("origin", setting.origin()));
            }
        }
        return ExitCode.DONE;
    }

    @Command(name = "keys", description = "Every key there is, as the table of the README.")
    int keys() {
        root.terminal().out().print(ProductKeys.ALL.toMarkdown());
        return ExitCode.DONE;
    }
}
