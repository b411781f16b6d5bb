package dev.recount.standalone.cli;

import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.demo.Demo;
import dev.recount.standalone.node.Half;
import dev.recount.standalone.node.NodeKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Plays the nine-second incident of April 2026 and shows what Recount sees while it happens.",
        footer = {"", "Without --data everything is kept in a temporary folder that is deleted at the end."})
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--exit", description = "Stop afterwards; exit 0 only if the incident was detected in time.")
    private boolean exit;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; a free one if not given.")
    private String port = "0";

    @Option(names = "--speed", paramLabel = "X", description = "1 is real time, 10 is ten times faster.")
    private double speed = 1;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Also send what a woken human would read to this URL.")
    private @Nullable URI webhook;

    private final RecountCommand root;

    DemoCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        if (!(speed > 0)) {
            throw new UsageException("--speed: " + speed + " (expected: a number above 0)");
        }
        @Nullable Path temporary = root.isDataGiven() ? null : Files.createTempDirectory("recount-demo-");
        Map<String, String> flags = new HashMap<>(Map.of("port", port));
        if (temporary != null) {
            flags.put("data", temporary.toString());
        }
        if (webhook != null) {
            flags.put("alerts-file", DemoWebhook.file(webhook).toString());
        }
        try (var serving = new Serving(temporary)) {
            return play(serving, root.settings(NodeKeys.KEYS, flags));
        }
    }

    private int play(Serving serving, Settings settings) throws IOException {
        var terminal = root.terminal();
        terminal.err().println("recount: starting an embedded Kafka, detection and the API ...");
        Path data = settings.get(ServerAddress.DATA);
        Logging.toFile(data.resolve("logs"));
        var uri = serving.start(settings, EnumSet.allOf(Half.class), root.environment())
                .uri();
        var address = ServerAddress.of(
                root.settings(ServerAddress.KEYS, Map.of("data", data.toString(), "server", uri.toString())));
        boolean detected = new Demo(
                        address.client(),
                        terminal.out(),
                        terminal.colours(),
                        speed,
                        Clock.systemUTC(),
                        webhook == null ? null : DemoWebhook.CHANNEL)
                .play();
        if (!exit) {
            stay(serving, uri, data);
        }
        return detected ? ExitCode.DONE : ExitCode.FINDING;
    }

    private void stay(Serving serving, URI uri, Path data) {
        var out = root.terminal().out();
        out.println();
        out.println("ready " + uri + "   (token: " + data.resolve("admin-token") + "; Ctrl-C ends)");
        out.flush();
        serving.done();
        serving.untilEnded();
    }
}
