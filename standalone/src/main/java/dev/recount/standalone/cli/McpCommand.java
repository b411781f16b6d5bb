package dev.recount.standalone.cli;

import dev.recount.standalone.mcp.McpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "mcp",
        description =
                "Serves timelines to an assistant: a read-only Model Context Protocol server on stdin and stdout.")
final class McpCommand implements Callable<Integer> {

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    private final RecountCommand root;

    McpCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var client = root.client(purpose.purpose());
        var in = new BufferedReader(new InputStreamReader(root.terminal().in(), StandardCharsets.UTF_8));
        new McpServer(client::get, VersionCommand.version())
                .serve(in, root.terminal().out());
        return ExitCode.DONE;
    }
}
