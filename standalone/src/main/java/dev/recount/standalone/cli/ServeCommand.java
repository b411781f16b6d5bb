package dev.recount.standalone.cli;

import dev.recount.standalone.broker.KafkaKeys;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.node.Half;
import dev.recount.standalone.node.NodeKeys;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that serve: the same node with all its halves, or with one. */
abstract class ServeCommand implements Callable<Integer> {

    @Mixin
    private ServingOptions options = new ServingOptions();

    private final RecountCommand root;
    private final Set<Half> halves;

    ServeCommand(RecountCommand root, Set<Half> halves) {
        this.root = root;
        this.halves = halves;
    }

    @Override
    public Integer call() throws Exception {
        var settings = root.settings(NodeKeys.KEYS, options.given());
        if (halves.size() == 1 && settings.find(KafkaKeys.BOOTSTRAP).isEmpty()) {
            throw new UsageException(
                    "one part of Recount alone needs a Kafka that it shares with the others (expected:"
                            + " --bootstrap HOST:PORT or RECOUNT_BOOTSTRAP); `recount up` runs everything with a Kafka of its own");
        }
        Logging.toFile(settings.get(ServerAddress.DATA).resolve("logs"));
        try (var serving = new Serving(null)) {
            var node = serving.start(settings, halves, root.environment());
            var terminal = root.terminal();
            node.notices().forEach((part, notice) -> terminal.err().println("recount: " + part + ": " + notice));
            serving.untilEventsAreTaken(why ->
                    terminal.err().println("recount: " + node.uri() + " answers questions, but is not ready: " + why));
            var out = terminal.out();
            out.println("ready " + node.uri());
            out.flush();
            serving.done();
            serving.untilEnded();
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "up",
            description = "Runs everything in one process, with an embedded Kafka unless --bootstrap is given.")
    static final class Up extends ServeCommand {
        Up(RecountCommand root) {
            super(root, EnumSet.allOf(Half.class));
        }
    }

    @Command(name = "ingest", description = "Runs the doors against an external Kafka.")
    static final class Ingest extends ServeCommand {
        Ingest(RecountCommand root) {
            super(root, EnumSet.of(Half.INGEST));
        }
    }

    @Command(name = "streams", description = "Runs detection against an external Kafka.")
    static final class Streams extends ServeCommand {
        Streams(RecountCommand root) {
            super(root, EnumSet.of(Half.STREAMS));
        }
    }

    @Command(name = "query", description = "Runs the index and the API against an external Kafka.")
    static final class Query extends ServeCommand {
        Query(RecountCommand root) {
            super(root, EnumSet.of(Half.QUERY));
        }
    }
}
