package dev.recount.standalone.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Imports a source's own files; folders and .gz are accepted.",
        footer = {"", "Sources: cloudtrail, kubernetes, github, okta, gcp, azure, vault, claude-code."})
final class ImportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Where the files come from.")
    private String source = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "File, folder, or - for stdin.")
    private List<String> files = List.of();

    private final RecountCommand root;

    ImportCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        ImportSource from = ImportSource.named(source);
        Ingestion ingestion = new Ingestion(root);
        return ingestion.run(files, from.envelopes(), from.target(root.client(), ingestion));
    }
}
