package dev.recount.standalone.cli;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.witness.Quorum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a verification takes from elsewhere than what it verifies. */
final class VerifyOptions {

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

    @Option(
            names = "--witness",
            paramLabel = "VKEY",
            description =
                    "The public key of a witness that must have cosigned, or a file that holds it; may be repeated.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--quorum",
            paramLabel = "N",
            description = "How many of the witnesses must have cosigned; all of them if not given.")
    private @Nullable Integer quorum;

    Optional<VerifierKey> key() throws IOException {
        return key == null ? Optional.empty() : Optional.of(KeyArgument.read("--key", key, VerifierKey::parse));
    }

    Quorum witnesses() throws IOException {
        var keys = new ArrayList<VerifierKey>();
        for (String witness : witnesses) {
            keys.add(KeyArgument.read("--witness", witness, VerifierKey::parseCosigner));
        }
        try {
            return new Quorum(keys, quorum == null ? keys.size() : quorum);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--quorum: " + e.getMessage());
        }
    }

    /** Whose it is is a finding, not a mistake of whoever asks. */
    Optional<SignedNote> earlier() {
        if (earlier == null) {
            return Optional.empty();
        }
        try {
            var note = SignedNote.parse(Files.readString(earlier));
            var unused = Checkpoint.parse(note.text());
            return Optional.of(note);
        } catch (MalformedNote e) {
            throw new UsageException("--earlier: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UsageException("--earlier: " + earlier + " does not exist");
        } catch (IOException e) {
            throw new UsageException("--earlier: " + earlier + " cannot be read as a checkpoint: " + e);
        }
    }
}
