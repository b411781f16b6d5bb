package dev.recount.standalone.rules;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.RuleFolder;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.SigmaDocument;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rules from files and folders, or those that ship with Recount.
 *
 * @param files each with its documents and faults
 */
public record RulePlaces(List<ParseResult> files) {

    /** The rules that ship with Recount. */
    public static RulePlaces shipped() {
        return new RulePlaces(RuleFiles.shipped());
    }

    /**
     * The rule files under folders, or single files.
     *
     * @throws RuleMisuse if one of them does not exist or holds no rule file
     */
    public static RulePlaces of(List<Path> places) throws IOException {
        List<ParseResult> files = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new RuleMisuse(place + ": there is no such file or folder");
            }
            List<ParseResult> found = RuleFolder.read(place);
            if (found.isEmpty()) {
                throw new RuleMisuse(place + ": holds no .yml or .yaml file");
            }
            files.addAll(found);
        }
        return new RulePlaces(List.copyOf(files));
    }

    /** Linked; what cannot be linked is a problem. */
    public RuleCollection collection() {
        return RuleCollection.of(files);
    }

    /** What narrows or demotes rules. */
    public List<FilterRule> filters() {
        return files.stream()
                .flatMap(file -> file.documents().stream())
                .filter(FilterRule.class::isInstance)
                .map(FilterRule.class::cast)
                .toList();
    }

    /** How many documents there are, faulty ones not counted. */
    public int documents() {
        return files.stream().mapToInt(file -> file.documents().size()).sum();
    }

    /** Everything that keeps the rules from running, in Sigma's terms and in those of {@code recount:}. */
    public List<Problem> problems(Placeholders placeholders) {
        List<Problem> problems = new ArrayList<>(RuleFolder.check(collection(), placeholders));
        for (ParseResult file : files) {
            for (SigmaDocument document : file.documents()) {
                problems.addAll(RuleBook.problems(document));
            }
        }
        problems.sort(
                Comparator.comparing((Problem problem) -> problem.location().file())
                        .thenComparingInt(problem -> problem.location().line())
                        .thenComparingInt(problem -> problem.location().column()));
        return problems;
    }
}
