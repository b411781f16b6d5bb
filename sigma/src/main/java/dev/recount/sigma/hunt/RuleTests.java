package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.SigmaDocument;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tests rules with fixtures that lie beside them. For {@code NAME.yml} a file {@code NAME*.match.ndjson} holds events on
 * which the rules of the file fire: a detection rule on each line, a correlation on the lines together. A file
 * {@code NAME*.nomatch.ndjson} holds events on which none of them fires. Either may be compressed ({@code .gz}).
 */
public final class RuleTests {

    /**
     * The outcome of one fixture, or of loading one rule file.
     *
     * @param file the rule file, relative to the folder
     * @param name the fixture's name, or {@code loads}
     * @param failure empty if it passed
     */
    public record Outcome(String file, String name, String failure) {

        public boolean passed() {
            return failure.isEmpty();
        }
    }

    private RuleTests() {}

    /** Runs every rule file of a folder with its fixtures. Rules may refer to rules of other files. */
    public static List<Outcome> run(Path folder) throws IOException {
        RuleCollection all = RunnableRules.of(RuleFolder.load(folder), Placeholders.NONE);
        List<Problem> problems = all.problems();
        List<Outcome> outcomes = new ArrayList<>();
        for (Path file : RuleFolder.files(folder)) {
            String name =
                    Files.isDirectory(folder) ? folder.relativize(file).toString() : String.valueOf(file.getFileName());
            String faults = problems.stream()
                    .filter(problem -> problem.location().file().equals(name))
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"));
            outcomes.add(new Outcome(name, "loads", faults));
            if (faults.isEmpty()) {
                ParseResult parsed = RuleFolder.parse(file, name);
                for (Path fixture : fixtures(file)) {
                    outcomes.add(new Outcome(name, String.valueOf(fixture.getFileName()), run(all, parsed, fixture)));
                }
            }
        }
        return outcomes;
    }

    private static List<Path> fixtures(Path file) throws IOException {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
            return beside.filter(path -> {
                        String name = String.valueOf(path.getFileName());
                        return name.startsWith(stem + ".") && name.matches(".*\\.(no)?match\\.ndjson(\\.gz)?");
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Runs one fixture; the answer is empty if it passed. */
    private static String run(RuleCollection all, ParseResult file, Path fixture) throws IOException {
        Observed observed =
                new Observed(file.documents().stream().map(SigmaDocument::key).collect(Collectors.toSet()));
        Hunt hunt = new Hunt(all, HuntOptions.DEFAULT, observed::found, observed::bad);
        try (Reader reader = Lines.of(Files.newInputStream(fixture))) {
            hunt.read(String.valueOf(fixture.getFileName()), reader);
        }
        hunt.finish();
        observed.lines = hunt.lines();
        if (!observed.bad.isEmpty()) {
            return String.join("\n", observed.bad);
        }
        boolean mustMatch = !String.valueOf(fixture.getFileName()).contains(".nomatch.");
        return mustMatch ? observed.shortcoming(all, file) : observed.excess();
    }

    /** What the rules of one file did on one fixture. */
    private static final class Observed {

        private final Set<String> own;
        private final Set<String> firing = new TreeSet<>();
        private final Set<Long> matchedLines = new TreeSet<>();
        private final List<String> bad = new ArrayList<>();
        private long lines;

        Observed(Set<String> own) {
            this.own = own;
        }

        void found(Finding finding) {
            if (own.contains(finding.rule().key())) {
                firing.add(finding.rule().key());
                if (finding instanceof Finding.Matched matched) {
                    matchedLines.add(matched.place().line());
                }
            }
        }

        void bad(Hunt.BadLine line) {
            bad.add("line " + line.line() + ": " + line.reason());
        }

        String excess() {
            return firing.isEmpty() ? "" : "fired: " + firing + " on lines " + matchedLines;
        }

        String shortcoming(RuleCollection all, ParseResult file) {
            Set<String> silent = all.reporting().stream()
                    .map(SigmaDocument::key)
                    .filter(own::contains)
                    .filter(key -> !firing.contains(key))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!silent.isEmpty()) {
                return "did not fire: " + silent;
            }
            boolean eachLine = file.correlationRules().isEmpty();
            return !eachLine || matchedLines.size() == lines
                    ? ""
                    : "fired only on lines " + matchedLines + " of " + lines;
        }
    }
}
