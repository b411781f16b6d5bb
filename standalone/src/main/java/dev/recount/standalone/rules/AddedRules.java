package dev.recount.standalone.rules;

import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.Location;
import dev.recount.sigma.rule.SigmaDocument;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.SharedTitles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Rules that folders add to those that ship: another's checkout, or one's own. With them come the filters that ship for
 * well-known rules which flood on real logs. Detection does not start with rules that it cannot use, because a rule that
 * is silently left out is one that somebody relies on.
 */
public final class AddedRules {

    private AddedRules() {}

    /**
     * The rules that ship, those of {@code places}, and the filters for them.
     *
     * @throws RuleMisuse when there is no such place, or for every fault in one: file, line, column, what is there and what
     *     was expected
     */
    public static List<RuleText> beside(List<RuleText> shipped, List<Path> places) throws IOException {
        if (places.isEmpty()) {
            return shipped;
        }
        List<RuleText> all = new ArrayList<>(shipped);
        for (Path place : places) {
            all.addAll(read(place));
        }
        all.addAll(filtersFor(all));
        var rules = new RulePlaces(parsed(all));
        List<Problem> problems = new ArrayList<>(rules.problems(Placeholders.NONE));
        problems.addAll(SharedTitles.problems(rules.collection()));
        problems.addAll(takenIds(shipped, all.subList(shipped.size(), all.size())));
        if (!problems.isEmpty()) {
            throw new RuleMisuse("these rules cannot be used (`recount rules check DIR` shows them too):\n"
                    + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return List.copyOf(all);
    }

    /** A problem for each rule of a folder that would mix with a rule of ours. */
    private static List<Problem> takenIds(List<RuleText> shipped, List<RuleText> added) {
        Map<String, Location> ours = new HashMap<>();
        statedIds(shipped, (id, document) -> ours.putIfAbsent(id, document.location()));
        List<Problem> problems = new ArrayList<>();
        statedIds(added, (id, document) -> {
            var taken = ours.get(id);
            if (taken != null) {
                problems.add(new Problem(
                        document.location(),
                        "recount.id",
                        id,
                        "an id of its own, because the rule at " + taken
                                + " ships with Recount; to replace that one, PUT yours at /v1/rules/" + id));
            }
        });
        return problems;
    }

    private static void statedIds(List<RuleText> files, BiConsumer<String, SigmaDocument> told) {
        parsed(files).forEach(file -> file.documents().forEach(document -> {
            if (document.metadata().custom().get("recount") instanceof Map<?, ?> own && own.get("id") != null) {
                told.accept(String.valueOf(own.get("id")), document);
            }
        }));
    }

    private static List<RuleText> read(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            throw new RuleMisuse(place + ": there is no such folder (expected: a folder with Sigma rules)");
        }
        List<RuleText> found = texts(place).stream()
                .map(file -> new RuleText(place.resolve(file.name()).toString(), file.text()))
                .toList();
        if (found.isEmpty()) {
            throw new RuleMisuse(place + ": holds no .yml or .yaml file");
        }
        return found;
    }

    private static List<RuleText> texts(Path place) throws RuleMisuse {
        try {
            return RuleFiles.texts(place);
        } catch (InvalidRulesException e) {
            throw new RuleMisuse(String.valueOf(e.getMessage()));
        }
    }

    private static List<RuleText> filtersFor(List<RuleText> rules) {
        Set<String> known = new HashSet<>();
        parsed(rules).forEach(file -> file.documents()
                .forEach(
                        document -> known.add(String.valueOf(document.metadata().id()))));
        return RuleFiles.shippedFilters().stream()
                .filter(filter -> known.contains(String.valueOf(filter.name()).replaceFirst("\\.yml$", "")))
                .toList();
    }

    private static List<ParseResult> parsed(List<RuleText> files) {
        return files.stream()
                .map(file -> SigmaParser.parse(file.name(), file.text()))
                .toList();
    }
}
