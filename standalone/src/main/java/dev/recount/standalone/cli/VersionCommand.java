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
        String version = Objects.requireNonNullElse(
                VersionCommand.class.getPackage().getImplementationVersion(), "(not packaged)");
        root.terminal().out().println("recount " + version + " on Java " + Runtime.version());
    }
}
