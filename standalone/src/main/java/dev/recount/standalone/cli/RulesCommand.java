package dev.recount.standalone.cli;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.JUnitXml;
import dev.recount.sigma.hunt.RuleTests;
import dev.recount.sigma.parse.Problem;
import dev.recount.standalone.rules.RuleItems;
import dev.recount.standalone.rules.RulePlaces;
import dev.recount.standalone.terminal.Column;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Style;
import dev.recount.standalone.terminal.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rules",
        description = "Lists, checks, tests, explains and runs Sigma rules, without a server.",
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand {

    private static final List<Column> RULES = List.of(
            Column.of("ID", 36, "/id"),
            Column.of("ALERT", 12, "/alert_rule"),
            Column.of("KIND", 11, "/kind"),
            Column.of("LEVEL", 13, "/level").styled(rule -> Style.ofLevel(Column.textAt(rule, "/level"))),
            new Column(
                    "LOG SOURCE",
                    40,
                    rule -> String.join(
                                    " ",
                                    Column.textAt(rule, "/logsource/product"),
                                    Column.textAt(rule, "/logsource/service"),
                                    Column.textAt(rule, "/logsource/category"))
                            .replaceAll(" +", " "),
                    rule -> Style.PLAIN),
            Column.of("TITLE", 120, "/title"));

    private final RecountCommand root;

    RulesCommand(RecountCommand root) {
        this.root = root;
    }

    /** The command with all that is below it. */
    static CommandLine with(RecountCommand root) {
        return new CommandLine(new RulesCommand(root))
                .addSubcommand(new RulesRunCommand(root))
                .addSubcommand(new RulesExplainCommand(root));
    }

    @Command(name = "list", description = "Lists the rules that ship with Recount, or those of a folder.")
    int list(
            @Option(names = "--rules", paramLabel = "DIR", description = "Folder or file with rules.") @Nullable
                    List<Path> folders)
            throws IOException {
        RulePlaces places = folders == null ? RulePlaces.shipped() : RulePlaces.of(folders);
        RuleCollection rules = places.collection();
        try (ItemPrinter printer = root.terminal().printer(root.output(), RULES)) {
            rules.detections().forEach(rule -> printer.print(RuleItems.of(rule)));
            rules.correlations().forEach(rule -> printer.print(RuleItems.of(rule)));
            places.filters().forEach(rule -> printer.print(RuleItems.of(rule)));
        }
        tell(rules.problems());
        return rules.problems().isEmpty() ? ExitCode.DONE : ExitCode.FINDING;
    }

    @Command(name = "check", description = "Says everything that is wrong with rules, by file, line and column.")
    int check(
            @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folder or file with rules.")
                    List<Path> folders,
            @Mixin PlaceholderOption placeholders)
            throws IOException {
        RulePlaces places = RulePlaces.of(folders);
        List<Problem> problems = places.problems(placeholders.supplied());
        PrintWriter out = root.terminal().out();
        if (root.output() == OutputFormat.TABLE) {
            problems.forEach(problem -> out.println(Visible.of(problem.toString(), 1000)));
        } else {
            try (ItemPrinter printer = root.terminal().printer(root.output(), List.of())) {
                problems.forEach(problem -> printer.print(RuleItems.of(problem)));
            }
        }
        PrintWriter summary =
                root.output() == OutputFormat.TABLE ? out : root.terminal().err();
        summary.println("%d files, %d documents without errors of their own, %d errors"
                .formatted(places.files().size(), places.documents(), problems.size()));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FINDING;
    }

    @Command(
            name = "test",
            description = "Runs rules on the fixtures beside them: NAME.match.ndjson must match NAME.yml on every"
                    + " line (a correlation: on the lines together), NAME.nomatch.ndjson on none.")
    int test(
            @Parameters(paramLabel = "DIR", description = "Folder with rules and fixtures.") Path folder,
            @Option(names = "--junit", paramLabel = "FILE", description = "Also write the outcome as JUnit XML.")
                    @Nullable
                    Path junit,
            @Mixin PlaceholderOption placeholders)
            throws IOException {
        RulePlaces.of(List.of(folder));
        List<RuleTests.Outcome> outcomes = RuleTests.run(folder, placeholders.supplied());
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        List<Column> columns = List.of(
                new Column(
                        "RESULT",
                        6,
                        outcome -> outcome.path("passed").asBoolean() ? "ok" : "FAILED",
                        outcome -> outcome.path("passed").asBoolean() ? Style.GREEN : Style.RED),
                Column.of("RULE", 80, "/file"),
                Column.of("FIXTURE", 60, "/name"),
                Column.of("WHY", 400, "/failure"));
        try (ItemPrinter printer = root.terminal().printer(root.output(), columns)) {
            outcomes.forEach(outcome -> printer.print(RuleItems.of(outcome)));
        }
        root.terminal().err().println("%d passed, %d failed".formatted(outcomes.size() - failed, failed));
        if (junit != null) {
            write(JUnitXml.of(outcomes), junit);
        }
        return failed == 0 ? ExitCode.DONE : ExitCode.FINDING;
    }

    private static void write(String xml, Path file) throws UsageException {
        try {
            Files.writeString(file, xml);
        } catch (IOException e) {
            throw new UsageException("--junit: " + file + " cannot be written (" + e + ")");
        }
    }

    private void tell(List<Problem> problems) {
        problems.forEach(problem -> root.terminal().err().println(Visible.of(problem.toString(), 1000)));
    }
}
