package dev.recount.standalone.cli;

import dev.recount.standalone.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where the process begins: the only class that sees its environment, streams and exit. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        // The launcher knows whether these are terminals; Java 17 cannot say it of each of them.
        boolean outIsTerminal = Boolean.getBoolean("recount.terminal.out");
        boolean colours =
                outIsTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        Terminal terminal = new Terminal(
                System.in,
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                colours,
                Boolean.getBoolean("recount.terminal.err"));
        int code = CommandTree.of(terminal, environment).execute(args);
        terminal.out().flush();
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
