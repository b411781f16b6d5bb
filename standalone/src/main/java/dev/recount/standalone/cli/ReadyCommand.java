package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.UnreachableServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "ready", description = "Says whether the server can take events; waits for it if asked to.")
final class ReadyCommand implements Callable<Integer> {

    private static final Key<Duration> WAIT =
            Key.duration("wait", "How long to wait.").orElse("0s");
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Option(names = "--wait", paramLabel = "TIME", description = "How long to wait for it, e.g. 60s.")
    private String wait = "0s";

    private final RecountCommand root;

    ReadyCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Duration patience = root.settings(Keys.of(WAIT), Map.of("wait", wait)).get(WAIT);
        long deadline = System.nanoTime() + patience.toNanos();
        RecountClient client = root.client();
        while (true) {
            try {
                JsonNode health = client.once(Query.at("readyz"));
                root.terminal().out().println(health);
                return ExitCode.DONE;
            } catch (UnreachableServer e) {
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
