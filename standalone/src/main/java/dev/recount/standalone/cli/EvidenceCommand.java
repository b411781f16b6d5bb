package dev.recount.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code recount evidence}: what is done about the log of evidence itself. */
@Command(name = "evidence", description = "The log of evidence itself.", synopsisSubcommandLabel = "COMMAND")
final class EvidenceCommand {

    private EvidenceCommand() {}

    static CommandLine with(RecountCommand root) {
        return new CommandLine(new EvidenceCommand()).addSubcommand(new EvidenceBeginCommand(root));
    }
}
