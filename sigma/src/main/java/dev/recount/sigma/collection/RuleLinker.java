package dev.recount.sigma.collection;

import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.Location;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves the references between documents and reports those that lead nowhere, to two places, or in a circle. A document
 * that is repeated word for word, as base rules are in files meant to stand alone, counts once.
 */
final class RuleLinker {

    private final List<Problem> problems = new ArrayList<>();
    private final List<DetectionRule> detections = new ArrayList<>();
    private final List<CorrelationRule> correlations = new ArrayList<>();
    private final List<FilterRule> filters = new ArrayList<>();
    private final List<SigmaDocument> refused = new ArrayList<>();

    RuleLinker(Collection<ParseResult> files) {
        Map<String, SigmaDocument> taken = new HashMap<>();
        for (ParseResult file : files) {
            problems.addAll(file.problems());
            for (SigmaDocument document : file.documents()) {
                if (isRepeated(document, taken)) {
                    continue;
                }
                if (isUnique(document, taken)) {
                    sort(document);
                } else {
                    refused.add(document);
                }
            }
        }
    }

    private static boolean isRepeated(SigmaDocument document, Map<String, SigmaDocument> taken) {
        String id = document.metadata().id();
        SigmaDocument other = taken.get(id == null ? document.metadata().name() : id.toLowerCase(Locale.ROOT));
        return other != null && other.saysTheSameAs(document);
    }

    private boolean isUnique(SigmaDocument document, Map<String, SigmaDocument> taken) {
        String id = document.metadata().id();
        String name = document.metadata().name();
        boolean newId = id == null || isNew(document, "id", id, id.toLowerCase(Locale.ROOT), taken);
        boolean newName = name == null || isNew(document, "name", name, name, taken);
        return newId && newName;
    }

    private boolean isNew(
            SigmaDocument document, String field, String value, String key, Map<String, SigmaDocument> taken) {
        SigmaDocument other = taken.putIfAbsent(key, document);
        if (other != null && !other.equals(document)) {
            problem(document, field, value, "each " + field + " once; it is taken at " + other.location());
        }
        return other == null || other == document;
    }

    private void sort(SigmaDocument document) {
        if (document instanceof DetectionRule rule) {
            detections.add(rule);
        } else if (document instanceof CorrelationRule rule) {
            correlations.add(rule);
        } else {
            filters.add((FilterRule) document);
        }
    }

    RuleCollection link() {
        dropUnresolved();
        correlations.replaceAll(correlation -> Aliases.byReference(correlation, this::find));
        filters.forEach(this::apply);
        return new RuleCollection(List.copyOf(detections), List.copyOf(correlations), List.copyOf(problems));
    }

    /** A correlation without one of its rules cannot work, nor can those that refer to it. */
    private void dropUnresolved() {
        boolean dropped = true;
        while (dropped) {
            dropped = correlations.removeIf(correlation -> !isResolved(correlation));
        }
    }

    private boolean isResolved(CorrelationRule correlation) {
        boolean resolved = true;
        for (String reference : correlation.rules()) {
            if (find(reference).isEmpty() || isRefused(reference, correlation.location())) {
                problem(correlation, "correlation.rules", reference, "the id or name of a valid rule");
                resolved = false;
            }
        }
        for (Map.Entry<String, String> alias : Aliases.unresolved(correlation, this::find)) {
            String expected = "one of the correlation's rules " + correlation.rules();
            problem(correlation, "correlation.aliases." + alias.getKey(), alias.getValue(), expected);
            resolved = false;
        }
        if (resolved && reaches(correlation, correlation, new HashSet<>())) {
            problem(correlation, "correlation.rules", correlation.key(), "no way back to the correlation itself");
            resolved = false;
        }
        return resolved;
    }

    /** Whether a reference means a document of the same file that is left out; another one of its name is not meant. */
    private boolean isRefused(String reference, Location from) {
        return refused.stream()
                .anyMatch(document -> document.location().file().equals(from.file())
                        && document.metadata().answersTo(reference));
    }

    private boolean reaches(CorrelationRule from, CorrelationRule goal, Set<CorrelationRule> seen) {
        for (String reference : from.rules()) {
            Optional<SigmaDocument> target = find(reference);
            if (target.isPresent() && target.get() instanceof CorrelationRule next) {
                if (next.equals(goal) || (seen.add(next) && reaches(next, goal, seen))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void apply(FilterRule filter) {
        if (filter.rules().isEmpty()) {
            detections.replaceAll(rule ->
                    filter.logSource().includes(rule.logSource()) ? FilterApplication.apply(filter, rule) : rule);
        }
        for (String reference : filter.rules()) {
            Optional<DetectionRule> target = detections.stream()
                    .filter(rule -> rule.metadata().answersTo(reference))
                    .findFirst();
            if (target.isPresent() && target.get().logSource().covers(filter.logSource())) {
                DetectionRule rule = target.get();
                detections.set(detections.indexOf(rule), FilterApplication.apply(filter, rule));
            } else if (target.isPresent()) {
                problem(filter, "logsource", filter.logSource().toString(), "the log source of rule " + reference);
            } else {
                problem(filter, "filter.rules", reference, "the id or name of a detection rule");
            }
        }
    }

    private Optional<SigmaDocument> find(String reference) {
        return RuleCollection.find(reference, detections, correlations);
    }

    private void problem(SigmaDocument document, String field, String offending, String expected) {
        problems.add(new Problem(document.location(), field, offending, expected));
    }
}
