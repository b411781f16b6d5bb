package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.evidence.bundle.BundleVerification;
import dev.recount.evidence.bundle.NotABundle;
import dev.recount.evidence.verdict.Finding;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Keys;
import dev.recount.standalone.broker.KafkaKeys;
import dev.recount.standalone.client.RefusedRequest;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.client.UnreachableServer;
import dev.recount.standalone.evidence.LogVerification;
import dev.recount.standalone.evidence.Rerun;
import dev.recount.standalone.node.NodeKeys;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Checks an evidence bundle, without a server and without a network; or a log that runs.",
        footer = {
            "",
            "Says what holds, what differs, and what cannot be known. With --log, leaves and root are made again from"
                    + " the",
            "records in Kafka and held against what the server serves and has published. Exit code: 0 if nothing"
                    + " differs;",
            "1 if something does; 2 if the file is not a bundle, or the log could not be checked; 3 if its server does"
                    + " not answer."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<Column> COLUMNS = List.of(
            Column.of("VERDICT", 9, "/verdict")
                    .styled(item -> "differs".equals(Column.textAt(item, "/verdict")) ? Style.RED : Style.PLAIN),
            Column.of("WHAT", 200, "/text"));

    @Mixin
    private VerifyOptions from = new VerifyOptions();

    @Option(names = "--rerun", description = "Also run the bundle's rules over its events, and compare the alerts.")
    private boolean rerun;

    @Option(names = "--log", description = "Check the log of the server instead of a bundle.")
    private boolean log;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "With --log: the Kafka that the server reads; else the local one.")
    private @Nullable String bootstrap;

    @Parameters(paramLabel = "BUNDLE", arity = "0..1", description = "The zip file.")
    private @Nullable Path bundle;

    private final RecountCommand root;

    VerifyCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (log == (bundle != null)) {
            throw new UsageException("what to verify is not clear (expected: a BUNDLE, or --log)");
        }
        return said(bundle == null ? ofLog() : ofBundle(bundle));
    }

    private List<Finding> ofBundle(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a directory (expected: the zip file of a bundle)");
        }
        try {
            var findings = new ArrayList<>(BundleVerification.of(file, from.key(), from.earlier(), from.witnesses()));
            findings.addAll(rerun ? Rerun.of(file) : List.of(Rerun.NOT_ASKED));
            return findings;
        } catch (NotABundle e) {
            throw new UsageException(file + " is not an evidence bundle: " + e.getMessage());
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UsageException(file + " does not exist");
        }
    }

    private List<Finding> ofLog() throws IOException {
        var used = ServerAddress.KEYS.and(Keys.of(KafkaKeys.BOOTSTRAP, NodeKeys.SCHEMA_REGISTRY));
        var settings = root.settings(used, bootstrap == null ? Map.of() : Map.of("bootstrap", bootstrap));
        var kafka = KafkaAddress.of(settings).stream().map(HostPort::toString).collect(Collectors.joining(","));
        var server = ServerAddress.of(settings).client();
        try (var progress = root.terminal().progress(0)) {
            return new LogVerification(server, kafka, NodeKeys.codecs(settings), Clock.systemUTC())
                    .findings(from.key(), from.earlier(), from.witnesses(), leaves -> progress.at(0, leaves));
        } catch (TimeoutException e) {
            throw new UnreachableServer(
                    "the log could not be checked, for Kafka does not answer at " + kafka + ": " + e.getMessage());
        } catch (RefusedRequest | KafkaException e) {
            throw new UsageException("the log could not be checked: " + e.getMessage());
        }
    }

    private int said(List<Finding> findings) throws IOException {
        try (ItemPrinter printer = root.terminal().printer(root.output(), COLUMNS)) {
            findings.forEach(finding -> printer.print(MAPPER.createObjectNode()
                    .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                    .put("text", finding.text())));
        }
        boolean differs = findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS);
        return differs ? ExitCode.FINDING : ExitCode.DONE;
    }
}
