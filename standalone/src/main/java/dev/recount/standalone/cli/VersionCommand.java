package dev.recount.standalone.cli;

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
        root.terminal().out().println("recount " + version() + " on Java " + Runtime.version());
    }

    static String version() {
        return Objects.requireNonNullElse(
                VersionCommand.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
