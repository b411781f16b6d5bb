package dev.recount.standalone.cli;

import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.tile.Disk;
import dev.recount.evidence.witness.WatchedLogs;
import dev.recount.evidence.witness.Witness;
import dev.recount.evidence.witness.http.WitnessRoutes;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.OwnerOnlyFile;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Secret;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recount witness}: a witness for logs of Recount, or of anybody who speaks C2SP. */
@Command(
        name = "witness",
        description = "Watches logs: cosigns a checkpoint if it continues the last one, and never two histories.",
        footer = {
            "",
            "Run it where whoever runs the log has no say. Prints its key, which the log is told with the setting",
            "evidence.witnesses (URL KEY) and who verifies with --witness, and then the line ready."
                    + " c2sp.org/tlog-witness."
        })
final class WitnessCommand implements Callable<Integer> {

    private static final String NAME = "recount-witness";
    private static final long BODY_MAX = 64 << 10;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            required = true,
            description = "The public key of a log to watch, or a file that holds it; may be repeated.")
    private List<String> logs = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name of its key, such as witness.example/w1; made of the key if not given.")
    private @Nullable String name;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "The port to listen on; 8090.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "127.0.0.1 if not given.")
    private String host = "";

    private final RecountCommand root;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    WitnessCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var keys = new ArrayList<VerifierKey>();
        for (String log : logs) {
            keys.add(KeyArgument.read("--log", log, VerifierKey::parse));
        }
        var data = root.settings(Keys.of(ServerAddress.DATA), Map.of()).get(ServerAddress.DATA);
        try (var folder = DataDirectory.open(data.resolve("witness"))) {
            var watched = WatchedLogs.open(folder.path().resolve("logs"), Disk.REAL, keys);
            serve(new Witness(watched, own(folder.path()), Clock.systemUTC()));
        }
        return ExitCode.DONE;
    }

    private SigningKey own(Path folder) throws IOException {
        var secret = new OwnerOnlyFile(folder.resolve("key"))
                .obtain(() -> Secret.of(SigningKey.generate(new SecureRandom())))
                .reveal();
        return name == null ? SigningKey.named(NAME, secret) : SigningKey.of(name, secret);
    }

    /** Until the process is told to end. Whatever was answered is on disk, so there is nothing to write at the end. */
    private void serve(Witness witness) throws IOException, InterruptedException {
        var config = new HttpServer.Config(new HostPort(host, port), BODY_MAX);
        var nobody = Access.of(token -> Optional.empty());
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "recount-shutdown"));
        try (var server = new HttpServer(config, nobody, List.of(), List.of(new WitnessRoutes(witness)))) {
            server.start();
            var out = root.terminal().out();
            out.println("key " + witness.verifier());
            out.println("ready http://" + new HostPort(host, server.port()));
            out.flush();
            told.await();
        } finally {
            ended.countDown();
        }
    }

    /** A process that was told to end and did so has succeeded. */
    private void end() {
        told.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.DONE);
    }
}
