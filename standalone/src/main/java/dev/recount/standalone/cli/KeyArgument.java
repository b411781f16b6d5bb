package dev.recount.standalone.cli;

import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A public key that was given as an argument: itself, or a file that holds it. */
final class KeyArgument {

    private KeyArgument() {}

    /** @throws UsageException when it is no key of the kind that {@code read} reads */
    static VerifierKey read(String option, String text, Function<String, VerifierKey> read) throws IOException {
        var file = Path.of(text);
        try {
            return read.apply(Files.isRegularFile(file) ? Files.readString(file) : text);
        } catch (MalformedNote e) {
            throw new UsageException(option + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new UsageException(option + ": " + file + " is not text (expected: a public key)");
        }
    }
}
