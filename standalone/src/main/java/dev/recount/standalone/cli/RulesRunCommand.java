package dev.recount.standalone.cli;

import dev.recount.sigma.rule.LogSource;
import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.rules.HuntRun;
import dev.recount.standalone.rules.HuntSetup;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Progress;
import dev.recount.standalone.terminal.Style;
import dev.recount.standalone.terminal.Terminal;
import dev.recount.standalone.terminal.Visible;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Hunts: runs every rule over every line of JSON files, without a server.",
        footer = {
            "",
            "Files hold one event on each line, or are one JSON document (an array, or {\"Records\": […]}); .gz and",
            "folders are accepted. Rules that cannot run and lines that cannot be read are told on standard error,",
            "and the others run. Exit code: 0, also when something matched and when something was left out; 1 if",
            "no rule can run, or something was left out and --strict is given; 2 usage."
        })
final class RulesRunCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.of("LEVEL", 13, "/level").styled(found -> Style.ofLevel(Column.textAt(found, "/level"))),
            Column.of("RULE", 36, "/rule_id"),
            Column.of("TITLE", 60, "/title"),
            Column.of("FILE", 60, "/file"),
            new Column(
                    "LINES",
                    40,
                    found -> Column.textAt(found, "/line") + Column.textAt(found, "/evidence"),
                    found -> Style.PLAIN),
            Column.of("GROUP", 60, "/group"),
            Column.of("FIRST FIRE", 27, "/first_fire"));

    @Option(names = "--rules", paramLabel = "DIR", required = true, description = "Folder or file with rules.")
    private List<Path> rules = List.of();

    @Option(
            names = "--time-field",
            paramLabel = "F",
            description = "Field with the time of an event, for correlations; else the usual ones.")
    private @Nullable String timeField;

    @Option(
            names = "--logsource",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "What the events are: product=…, category=…, service=…. Rules that say otherwise do not run;"
                    + " without it every rule runs.")
    private Map<String, String> logSource = Map.of();

    @Mixin
    private PlaceholderOption placeholders = new PlaceholderOption();

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "A pySigma processing pipeline that maps fields; may be repeated.")
    private List<Path> pipelines = List.of();

    @Option(names = "--strict", description = "Exit code 1 if a rule, file or line had to be left out.")
    private boolean strict;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "File, folder, or - for standard input.")
    private List<String> files = List.of();

    private final RecountCommand root;

    RulesRunCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Terminal terminal = root.terminal();
        List<InputFile> inputs = InputFile.of(files);
        LogSource source = HuntSetup.logSource(logSource);
        HuntSetup setup = HuntSetup.of(rules, pipelines, placeholders.values());
        setup.problems().forEach(problem -> tell(problem.toString()));
        if (setup.isEmpty()) {
            tell("no rule can run");
            return ExitCode.FINDING;
        }
        HuntRun run;
        try (ItemPrinter printer = terminal.printer(root.output(), COLUMNS);
                Progress progress = terminal.progress(
                        inputs.stream().mapToLong(InputFile::size).sum())) {
            run = new HuntRun(setup, source, timeField, this::tell, progress);
            if (root.output() == OutputFormat.NDJSON) {
                PrintWriter out = terminal.out();
                run.over(inputs, terminal.in(), finding -> out.println(finding.toJson()));
            } else {
                run.over(inputs, terminal.in(), finding -> printer.print(HuntRun.item(finding)));
            }
        }
        tell(run.summary());
        return strict && run.isIncomplete() ? ExitCode.FINDING : ExitCode.DONE;
    }

    private void tell(String sentence) {
        root.terminal().err().println(Visible.of(sentence, 1000));
    }
}
