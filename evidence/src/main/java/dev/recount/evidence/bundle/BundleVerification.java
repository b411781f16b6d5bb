package dev.recount.evidence.bundle;

import dev.recount.codec.Sha256;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.witness.Quorum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipException;

/** Says of a bundle what holds, what does not, and what cannot be known from it. Needs nothing but the file. */
public final class BundleVerification {

    private final Bundle bundle;
    private final Optional<VerifierKey> trusted;
    private final Optional<SignedNote> earlier;
    private final Quorum witnesses;
    private final List<Finding> findings = new ArrayList<>();

    private BundleVerification(
            Bundle bundle, Optional<VerifierKey> trusted, Optional<SignedNote> earlier, Quorum witnesses) {
        this.bundle = bundle;
        this.trusted = trusted;
        this.earlier = earlier;
        this.witnesses = witnesses;
    }

    /**
     * Verifies a bundle.
     *
     * @param trusted the log's key, from somewhere else than the bundle
     * @param earlier a checkpoint of the same log that was kept from before, signed by the same key
     * @param witnesses who must have cosigned the checkpoint
     * @return everything there is to say; the bundle is good if nothing {@linkplain Finding.Verdict#DIFFERS differs}
     * @throws NotABundle when the file is none
     * @throws IOException when it cannot be read
     */
    public static List<Finding> of(
            Path file, Optional<VerifierKey> trusted, Optional<SignedNote> earlier, Quorum witnesses)
            throws IOException, NotABundle {
        try (var bundle = Bundle.open(file)) {
            var verification = new BundleVerification(bundle, trusted, earlier, witnesses);
            verification.run();
            return List.copyOf(verification.findings);
        }
    }

    /** The same without witnesses. */
    public static List<Finding> of(Path file, Optional<VerifierKey> trusted, Optional<SignedNote> earlier)
            throws IOException, NotABundle {
        return of(file, trusted, earlier, Quorum.NONE);
    }

    private void run() {
        // What looks at bytes alone runs beside what builds the tree: both read all of the bundle, and neither needs
        // the other.
        var files = CompletableFuture.supplyAsync(this::files);
        var key = key();
        if (key != null) {
            step("manifest.sig, the signature under the manifest", () -> manifest(key));
            step("the checkpoint", () -> checkpoint(key));
        }
        findings.addAll(0, files.join());
        findings.add(
                Finding.unknown("whether the events were true when they were recorded: a sensor says what it saw"));
    }

    private List<Finding> files() {
        var found = new ArrayList<Finding>();
        found.addAll(new FileCheck(bundle).findings());
        step("the alerts", found, () -> found.addAll(new AlertCheck(bundle).findings()));
        step("the form of the records", found, () -> found.addAll(FormCheck.findings(bundle)));
        return found;
    }

    /** A check; what breaks it off is a finding too. */
    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }

    private void step(String what, Check check) {
        step(what, findings, check);
    }

    private static void step(String what, List<Finding> findings, Check check) {
        try {
            check.run();
        } catch (ZipException e) {
            findings.add(Finding.differs(what + ": the zip file is damaged: " + e.getMessage()));
        } catch (IOException | UncheckedIOException | MalformedNote e) {
            findings.add(Finding.differs(what + ": " + e.getMessage()));
        }
    }

    private @org.jspecify.annotations.Nullable VerifierKey key() {
        try {
            var own = VerifierKey.parse(bundle.text(BundleFiles.KEY));
            if (trusted.isEmpty()) {
                findings.add(Finding.unknown("whether the key in the bundle is the log's (" + own.name()
                        + "): give the key you trust with --key"));
            } else if (!trusted.get().toString().equals(own.toString())) {
                findings.add(Finding.differs("key.vkey is not the key you trust: it is " + own));
            }
            return trusted.orElse(own);
        } catch (IOException | MalformedNote e) {
            findings.add(Finding.differs("key.vkey cannot be read: " + e.getMessage()));
            return trusted.orElse(null);
        }
    }

    private void manifest(VerifierKey key) throws IOException {
        byte[] signature = bundle.bytes(BundleFiles.SIGNATURE);
        var note = SignedNote.parse(new String(signature, StandardCharsets.UTF_8));
        if (!note.isSignedBy(key)) {
            findings.add(Finding.differs("manifest.sig is not signed by " + key.name() + ", or was changed"));
        } else if (!note.text().equals(BundleFiles.signatureText(Sha256.hex(bundle.manifestBytes())))) {
            findings.add(Finding.differs("manifest.json is not the one that was signed: it was changed"));
        } else if (!Arrays.equals(signature, note.soleForm(key).toString().getBytes(StandardCharsets.UTF_8))) {
            // The one file that no hash covers.
            findings.add(
                    Finding.differs("manifest.sig is more than its text and one signature, or is written otherwise"));
        } else {
            findings.add(Finding.holds("manifest.json is signed by " + key.name()));
        }
    }

    private void checkpoint(VerifierKey key) throws IOException {
        var note = SignedNote.parse(bundle.text(BundleFiles.CHECKPOINT));
        var checkpoint = Checkpoint.parse(note.text());
        if (!note.isSignedBy(key)) {
            findings.add(Finding.differs("checkpoint is not signed by " + key.name() + ", or was changed"));
            return;
        }
        var manifest = bundle.manifest();
        if (!checkpoint.origin().equals(key.name())
                || !checkpoint.origin().equals(manifest.path("origin").asText())
                || checkpoint.size() != manifest.path("tree_size").asLong(-1)) {
            findings.add(Finding.differs("checkpoint is not the one that the manifest speaks of"));
        }
        findings.add(Finding.holds("checkpoint is signed by " + key.name() + ": " + checkpoint.size() + " leaves"));
        findings.addAll(witnesses.findings(note));
        var tree = new TreeCheck(bundle, checkpoint);
        step("the records", () -> findings.addAll(tree.findings()));
        step(
                "the earlier checkpoint",
                () -> findings.addAll(new HistoryCheck(checkpoint, earlier, key, tree).findings()));
    }
}
