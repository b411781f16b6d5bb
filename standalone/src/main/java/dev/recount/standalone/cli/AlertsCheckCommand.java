package dev.recount.standalone.cli;

import dev.recount.delivery.file.AlertsFileReader;
import dev.recount.standalone.node.ChannelSecrets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Says everything that is wrong with an alerts file, by line and column; exit 1 if anything is.")
final class AlertsCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The alerts file.")
    private Path file = Path.of("");

    private final RecountCommand root;

    AlertsCheckCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        var out = root.terminal().out();
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UsageException(file + ": no such file (expected: an alerts file)");
        }
        var read = AlertsFileReader.read(text, new ChannelSecrets(root.environment()));
        read.problems().forEach(problem -> out.println(file + ":" + problem));
        read.warnings().forEach(warning -> out.println(file + ":" + warning + " [warning]"));
        out.println("%d channels, %d routes, %d errors"
                .formatted(
                        read.file().channels().size(),
                        read.file().routing().routes().size(),
                        read.problems().size()));
        return read.problems().isEmpty() ? ExitCode.DONE : ExitCode.FINDING;
    }
}
