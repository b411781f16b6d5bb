package dev.recount.standalone.cli;

import dev.recount.standalone.mcp.McpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "mcp",
        description =
                "Serves timelines to an assistant: a read-only Model Context Protocol server on stdin and stdout.")
final class McpCommand implements Callable<Integer> {

    private final RecountCommand root;

    McpCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var client = root.client();
        var in = new BufferedReader(new InputStreamReader(root.terminal().in(), StandardCharsets.UTF_8));
        new McpServer(client::get, VersionCommand.version())
                .serve(in, root.terminal().out());
        return ExitCode.DONE;
    }
}
