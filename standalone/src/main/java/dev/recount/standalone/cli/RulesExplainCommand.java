package dev.recount.standalone.cli;

import dev.recount.sigma.hunt.HuntExplanation;
import dev.recount.sigma.hunt.HuntOptions;
import dev.recount.sigma.hunt.Lines;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.rule.LogSource;
import dev.recount.standalone.records.InputFile;
import dev.recount.standalone.rules.ExplainedRules;
import dev.recount.standalone.rules.RuleItems;
import dev.recount.standalone.terminal.ItemPrinter;
import dev.recount.standalone.terminal.OutputFormat;
import dev.recount.standalone.terminal.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Says why a rule matches events or does not, and how near a correlation came.",
        footer = {
            "",
            "An event as the server gives it (GET /v1/events/ID) has its facts under \"facts\"; rules see them as fields.",
            "For other events of Recount they are derived from the events of the file, and from nothing else."
        })
final class RulesExplainCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RULE", description = "A rule file, or the id of a rule that ships.")
    private String rule = "";

    @Parameters(index = "1", paramLabel = "EVENT", description = "File with one event or several, or - for stdin.")
    private String event = "";

    @Option(names = "--time-field", paramLabel = "F", description = "Field with the time of an event.")
    private @Nullable String timeField;

    @Mixin
    private PlaceholderOption placeholders = new PlaceholderOption();

    private final RecountCommand root;

    RulesExplainCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Placeholders supplied = placeholders.supplied();
        ExplainedRules rules = ExplainedRules.named(rule, supplied);
        PrintWriter err = root.terminal().err();
        rules.problems().forEach(problem -> err.println(Visible.of(problem.toString(), 1000)));
        HuntOptions options = new HuntOptions(timeField, LogSource.ANY, supplied);
        HuntExplanation explanation = explain(rules, options);
        explanation.badLines().forEach(line -> err.println(Visible.of(line.toString(), 1000)));
        if (root.output() == OutputFormat.TABLE) {
            print(explanation);
        } else {
            try (ItemPrinter printer = root.terminal().printer(root.output(), List.of())) {
                explanation.events().forEach(on -> printer.print(RuleItems.of(on)));
                explanation.groups().forEach(on -> printer.print(RuleItems.of(on)));
            }
        }
        return rules.problems().isEmpty() && explanation.badLines().isEmpty() ? ExitCode.DONE : ExitCode.FINDING;
    }

    private HuntExplanation explain(ExplainedRules rules, HuntOptions options) throws Exception {
        InputFile file = InputFile.of(List.of(event)).get(0);
        try (InputStream in = file.path() == null ? root.terminal().in() : Files.newInputStream(file.path());
                Reader reader = Lines.of(in)) {
            return rules.explain(options, file.name(), reader);
        } catch (IOException e) {
            throw new UsageException(file.name() + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private void print(HuntExplanation explanation) {
        PrintWriter out = root.terminal().out();
        for (HuntExplanation.OnEvent on : explanation.events()) {
            out.print(Visible.of(on.place().toString()) + " ");
            on.explanation().toString().lines().forEach(line -> {
                int indent = line.length() - line.stripLeading().length();
                out.println(" ".repeat(indent) + Visible.of(line, 1000));
            });
        }
        for (HuntExplanation.OnGroup on : explanation.groups()) {
            out.println(Visible.of(
                    "%s %s: %s"
                            .formatted(
                                    on.rule().metadata().title(),
                                    on.group(),
                                    on.explanation().summary()),
                    1000));
        }
    }
}
