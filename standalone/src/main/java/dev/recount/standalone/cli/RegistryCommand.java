package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.RefusedRequest;
import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.records.RegistryFile;
import dev.recount.standalone.records.UnreadableFile;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import dev.recount.standalone.terminal.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "registry",
        description = "Declares what credentials, resources, principals, automations and freezes are.",
        synopsisSubcommandLabel = "COMMAND")
final class RegistryCommand {

    /** The payload, or the kind, which is part of the path. */
    private static final Set<Integer> ENTRY_REFUSED = Set.of(400, 404);

    private final RecountCommand root;

    RegistryCommand(RecountCommand root) {
        this.root = root;
    }

    /** Reads every file before it sends anything, so that a file that cannot be read changes nothing. */
    @Command(name = "apply", description = "Declares the entries {kind, id, …} of YAML or JSON files.")
    int apply(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "File, folder, or - for standard input.")
                    List<String> files)
            throws IOException, UnreadableFile {
        List<RegistryFile.Entry> entries = new ArrayList<>();
        for (InputFile file : InputFile.of(files)) {
            entries.addAll(RegistryFile.read(file, root.terminal().in()));
        }
        RecountClient client = root.client();
        int refused = 0;
        for (RegistryFile.Entry entry : entries) {
            try {
                client.put(Query.at("v1", "registry", entry.kind(), entry.id()), entry.body());
            } catch (RefusedRequest e) {
                if (!ENTRY_REFUSED.contains(e.status())) {
                    throw e;
                }
                refused++;
                root.terminal().err().println(Visible.of(entry.place() + ": " + e.getMessage(), 400));
            }
        }
        int applied = entries.size() - refused;
        root.terminal()
                .result(
                        root.output(),
                        "applied %d, rejected %d".formatted(applied, refused),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("applied", applied)
                                .put("rejected", refused));
        return refused == 0 ? ExitCode.DONE : ExitCode.FINDING;
    }

    @Command(name = "get", description = "Shows the entries of a kind, or one of them.")
    int get(
            @Parameters(paramLabel = "KIND", description = "E.g. credentials, resources, freezes.") String kind,
            @Parameters(paramLabel = "ID", arity = "0..1", description = "One entry.") @Nullable String id)
            throws IOException {
        List<Column> columns = List.of(
                Column.of("KIND", 14, "/kind"),
                Column.of("ID", 60, "/id"),
                new Column("ENTRY", 160, JsonNode::toString, entry -> Style.PLAIN));
        RecountClient client = root.client();
        try (ItemPrinter printer = root.terminal().printer(root.output(), columns)) {
            if (id == null) {
                client.list(Query.at("v1", "registry", kind), Long.MAX_VALUE, printer::print);
            } else {
                printer.print(client.get(Query.at("v1", "registry", kind, id)));
            }
        }
        return ExitCode.DONE;
    }
}
