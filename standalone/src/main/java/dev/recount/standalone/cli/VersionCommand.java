package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Objects;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the versions of Recount and of Java.")
final class VersionCommand implements Runnable {

    private final RecountCommand root;

    VersionCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public void run() {
        var java = Runtime.version().toString();
        root.terminal()
                .result(
                        root.output(),
                        "recount " + version() + " on Java " + java,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("recount", version())
                                .put("java", java));
    }

    static String version() {
        return Objects.requireNonNullElse(
                VersionCommand.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
