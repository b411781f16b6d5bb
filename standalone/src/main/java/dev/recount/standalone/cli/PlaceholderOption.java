package dev.recount.standalone.cli;

import dev.recount.sigma.match.Placeholders;
import dev.recount.standalone.rules.HuntSetup;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** The values of placeholders, for every command that has to know what a rule means. */
final class PlaceholderOption {

    @Option(
            names = "--placeholder",
            paramLabel = "NAME=VALUE",
            description = "A value of a placeholder of the modifier expand; may be repeated for one name.")
    private List<String> values = List.of();

    /** As given, each {@code NAME=VALUE}. */
    List<String> values() {
        return values;
    }

    Placeholders supplied() throws IOException {
        return HuntSetup.placeholders(values);
    }
}
