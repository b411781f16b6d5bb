package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.LogSource;
import dev.recount.sigma.rule.SigmaDocument;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

    private static final String WITHOUT_RULE =
            "tests nothing; expected: NAME.match.ndjson or NAME.nomatch.ndjson beside NAME.yml";

    private RuleTests() {}

    /** Runs every rule file of a folder with its fixtures. Rules may refer to rules of other files. */
    public static List<Outcome> run(Path folder, Placeholders placeholders) throws IOException {
        RuleCollection all = RunnableRules.of(RuleFolder.load(folder), placeholders);
        List<Problem> problems = all.problems();
        List<Outcome> outcomes = new ArrayList<>();
        List<Path> files = RuleFolder.files(folder);
        for (Path file : files) {
            String name =
                    Files.isDirectory(folder) ? folder.relativize(file).toString() : String.valueOf(file.getFileName());
            String faults = problems.stream()
                    .filter(problem -> problem.location().file().equals(name))
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"));
            outcomes.add(new Outcome(name, "loads", faults));
            if (faults.isEmpty()) {
                Tested tested = Tested.of(all, name, RuleFolder.parse(file, name));
                for (Path fixture : fixtures(file)) {
                    outcomes.add(new Outcome(
                            name, String.valueOf(fixture.getFileName()), run(tested, fixture, placeholders)));
                }
            }
        }
        for (Path fixture : withoutRule(folder, files)) {
            outcomes.add(new Outcome(folder.relativize(fixture).toString(), "fixture", WITHOUT_RULE));
        }
        return outcomes;
    }

    /** What looks like a fixture and tests nothing: its rule was renamed, or the name's ending is another one. */
    private static List<Path> withoutRule(Path folder, List<Path> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<Path> used = new HashSet<>();
        for (Path file : files) {
            fixtures(file).forEach(fixture -> used.add(fixture.toAbsolutePath()));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> String.valueOf(path.getFileName()).matches(".*\\.(no)?match\\.[^/]+"))
                    .filter(path -> !used.contains(path.toAbsolutePath()))
                    .sorted()
                    .toList();
        }
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
    private static String run(Tested tested, Path fixture, Placeholders placeholders) throws IOException {
        Observed observed = new Observed(tested.own());
        HuntOptions options = new HuntOptions(null, LogSource.ANY, placeholders);
        Hunt hunt = new Hunt(tested.rules(), options, observed::found, observed::bad);
        try (Reader reader = Lines.of(Files.newInputStream(fixture))) {
            hunt.read(String.valueOf(fixture.getFileName()), reader);
        }
        hunt.finish();
        if (hunt.lines() == 0) {
            return "holds no event";
        }
        if (!observed.bad.isEmpty()) {
            return String.join("\n", observed.bad);
        }
        boolean mustMatch = !String.valueOf(fixture.getFileName()).contains(".nomatch.");
        return mustMatch ? observed.shortcoming(tested.rules(), hunt.lines()) : observed.excess();
    }

    /**
     * The rules of one file, with those they refer to. Others have no part: a rule of the folder that refers to one of these
     * would keep it from reporting.
     *
     * @param own those of the file
     */
    private record Tested(RuleCollection rules, Set<SigmaDocument> own) {

        static Tested of(RuleCollection all, String file, ParseResult parsed) {
            Set<String> keys = parsed.documents().stream()
                    .filter(document -> document.metadata().isReferable())
                    .map(SigmaDocument::key)
                    .collect(Collectors.toSet());
            Set<SigmaDocument> own = Collections.newSetFromMap(new IdentityHashMap<>());
            Stream.<SigmaDocument>concat(all.detections().stream(), all.correlations().stream())
                    .filter(rule -> rule.location().file().equals(file) || keys.contains(rule.key()))
                    .forEach(own::add);
            Set<SigmaDocument> needed = Collections.newSetFromMap(new IdentityHashMap<>());
            own.forEach(rule -> need(rule, all, needed));
            return new Tested(
                    new RuleCollection(
                            all.detections().stream().filter(needed::contains).toList(),
                            all.correlations().stream().filter(needed::contains).toList(),
                            List.of()),
                    own);
        }

        private static void need(SigmaDocument rule, RuleCollection all, Set<SigmaDocument> needed) {
            if (needed.add(rule) && rule instanceof CorrelationRule correlation) {
                correlation.rules().forEach(reference -> all.find(reference)
                        .ifPresent(next -> need(next, all, needed)));
            }
        }
    }

    /** What the rules of one file did on one fixture. */
    private static final class Observed {

        private final Set<SigmaDocument> own;
        private final Set<String> firing = new TreeSet<>();
        private final Set<Long> matchedLines = new TreeSet<>();
        private final List<String> bad = new ArrayList<>();

        Observed(Set<SigmaDocument> own) {
            this.own = own;
        }

        void found(Finding finding) {
            if (own.contains(finding.rule())) {
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

        String shortcoming(RuleCollection rules, long lines) {
            Set<String> silent = rules.reporting().stream()
                    .filter(own::contains)
                    .map(SigmaDocument::key)
                    .filter(key -> !firing.contains(key))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!silent.isEmpty()) {
                return "did not fire: " + silent;
            }
            boolean eachLine = own.stream().noneMatch(CorrelationRule.class::isInstance);
            return !eachLine || matchedLines.size() == lines
                    ? ""
                    : "fired only on lines " + matchedLines + " of " + lines;
        }
    }
}
