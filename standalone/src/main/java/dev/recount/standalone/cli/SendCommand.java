package dev.recount.standalone.cli;

import dev.recount.standalone.client.Query;
import dev.recount.standalone.records.BatchUpload;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "send", description = "Sends native events: JSON or NDJSON, also .gz, - for standard input.")
final class SendCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "File, folder, or - for standard input.")
    private List<String> files = List.of();

    private final RecountCommand root;

    SendCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Ingestion ingestion = new Ingestion(root);
        BatchUpload upload =
                new BatchUpload(root.client(), Query.at("v1", "events"), ingestion.tally(), ingestion::refusal);
        return ingestion.run(files, Set.of(), new BatchTarget(upload));
    }
}
