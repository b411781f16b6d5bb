package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.evidence.bundle.BundleContents;
import dev.recount.evidence.bundle.BundleVerification;
import dev.recount.evidence.bundle.Finding;
import dev.recount.evidence.bundle.NotABundle;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.standalone.evidence.Rerun;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Checks an evidence bundle, without a server and without a network.",
        footer = {
            "",
            "Says what holds, what differs, and what cannot be known from the bundle. Exit code: 0 if nothing differs;",
            "1 if something does; 2 if the file is not a bundle."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<Column> COLUMNS = List.of(
            Column.of("VERDICT", 9, "/verdict")
                    .styled(item -> "differs".equals(Column.textAt(item, "/verdict")) ? Style.RED : Style.PLAIN),
            Column.of("WHAT", 200, "/text"));

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "The log's public key, or a file that holds it, from somebody you trust.")
    private @Nullable String key;

    @Option(
            names = "--earlier",
            paramLabel = "FILE",
            description = "A checkpoint of the same log that was kept from before; the log must continue it.")
    private @Nullable Path earlier;

    @Option(names = "--rerun", description = "Also run the bundle's rules over its events, and compare the alerts.")
    private boolean rerun;

    @Parameters(paramLabel = "BUNDLE", description = "The zip file.")
    private Path bundle = Path.of("");

    private final RecountCommand root;

    VerifyCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        var trusted = key();
        List<Finding> findings;
        try {
            findings = new ArrayList<>(BundleVerification.of(bundle, trusted, earlier(trusted)));
            if (rerun) {
                findings.addAll(Rerun.of(BundleContents.of(bundle)));
            }
        } catch (NotABundle e) {
            throw new UsageException(bundle + " is not an evidence bundle: " + e.getMessage());
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UsageException(bundle + " does not exist");
        }
        try (ItemPrinter printer = root.terminal().printer(root.output(), COLUMNS)) {
            findings.forEach(finding -> printer.print(MAPPER.createObjectNode()
                    .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                    .put("text", finding.text())));
        }
        boolean differs = findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS);
        return differs ? ExitCode.FINDING : ExitCode.DONE;
    }

    private Optional<VerifierKey> key() throws IOException {
        if (key == null) {
            return Optional.empty();
        }
        var file = Path.of(key);
        try {
            return Optional.of(VerifierKey.parse(Files.isRegularFile(file) ? Files.readString(file) : key));
        } catch (MalformedNote e) {
            throw new UsageException("--key: " + e.getMessage());
        }
    }

    private Optional<Checkpoint> earlier(Optional<VerifierKey> trusted) throws IOException {
        if (earlier == null) {
            return Optional.empty();
        }
        try {
            var note = SignedNote.parse(Files.readString(earlier));
            if (trusted.isPresent() && !note.isSignedBy(trusted.get())) {
                throw new UsageException("--earlier: not signed by the key of --key");
            }
            return Optional.of(Checkpoint.parse(note.text()));
        } catch (MalformedNote e) {
            throw new UsageException("--earlier: " + e.getMessage());
        }
    }
}
