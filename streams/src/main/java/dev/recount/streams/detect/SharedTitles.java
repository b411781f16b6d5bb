package dev.recount.streams.detect;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules that have no id and no name are known by their titles, so no two of them may have the same: the alerts of one would be
 * taken for those of the other.
 */
public final class SharedTitles {

    private SharedTitles() {}

    /** A problem for each rule whose title is all it is known by, and is that of an earlier rule. */
    public static List<Problem> problems(RuleCollection rules) {
        Map<String, SigmaDocument> byTitle = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        Stream.concat(rules.detections().stream(), rules.correlations().stream())
                .filter(document -> !document.metadata().isReferable())
                .forEach(document -> {
                    var title = document.metadata().title();
                    var earlier = byTitle.putIfAbsent(title, document);
                    if (earlier != null) {
                        problems.add(new Problem(
                                document.location(),
                                "title",
                                title,
                                "an id or a name, because the rule at " + earlier.location() + " has the same title"));
                    }
                });
        return problems;
    }
}
