package dev.recount.standalone.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands whose reads go on record. */
final class PurposeOption {

    @Option(names = "--purpose", paramLabel = "TEXT", description = "Why you ask; stands on record with what was read.")
    private @Nullable String purpose;

    Optional<String> purpose() {
        return Optional.ofNullable(purpose).filter(text -> !text.isBlank());
    }
}
