package dev.recount.streams.detect;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule files as they ship, and those beside them, out of which single alert rules can be taken. A file may hold several alert rules, and an
 * alert rule may be written in several files.
 */
final class ShippedRules {

    private final Map<RuleText, ParseResult> files = new LinkedHashMap<>();
    private final RuleCollection linked;
    private final Map<String, List<RuleText>> byId = new HashMap<>();

    /** @param texts without a fault */
    ShippedRules(List<RuleText> texts) {
        texts.forEach(text -> files.put(text, text.parse()));
        linked = RuleCollection.of(files.values());
        Map<String, String> idByKey = new HashMap<>();
        linked.reporting().forEach(document -> idByKey.put(document.key(), id(document)));
        files.forEach((text, file) -> file.documents().stream()
                .filter(document -> !(document instanceof FilterRule))
                .map(document -> idByKey.get(document.key()))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(id ->
                        byId.computeIfAbsent(id, ignored -> new ArrayList<>()).add(text)));
    }

    /** The alert rule that a document belongs to: its {@code recount.id}, else its key. */
    static String id(SigmaDocument document) {
        return document.metadata().custom().get("recount") instanceof Map<?, ?> own && own.get("id") != null
                ? String.valueOf(own.get("id"))
                : document.key();
    }

    /** All that the alert rule {@code id} is written in. */
    Optional<RuleText> text(String id) {
        var texts = byId.getOrDefault(id, List.of());
        if (texts.size() < 2) {
            return texts.stream().findFirst();
        }
        return Optional.of(new RuleText(id, texts.stream().map(RuleText::text).collect(Collectors.joining("\n---\n"))));
    }

    /** Every document but those that nothing but the alert rules {@code ids} needs; faulty ones too. */
    List<ParseResult> without(Set<String> ids) {
        Set<String> needed = new HashSet<>();
        for (SigmaDocument document : linked.reporting()) {
            if (!ids.contains(id(document))) {
                need(document, needed);
            }
        }
        Set<String> dropped = new HashSet<>();
        Stream.concat(linked.detections().stream(), linked.correlations().stream())
                .map(SigmaDocument::key)
                .filter(key -> !needed.contains(key))
                .forEach(dropped::add);
        return files.values().stream()
                .map(file ->
                        only(file, document -> document instanceof FilterRule || !dropped.contains(document.key())))
                .toList();
    }

    private void need(SigmaDocument document, Set<String> needed) {
        if (needed.add(document.key()) && document instanceof CorrelationRule correlation) {
            correlation.rules().forEach(reference -> linked.find(reference).ifPresent(base -> need(base, needed)));
        }
    }

    /** {@code files} without filters for a rule that is neither in them nor in {@code further} ones: they have nothing to say. */
    static List<ParseResult> applicable(List<ParseResult> files, List<ParseResult> further) {
        var known = Stream.concat(files.stream(), further.stream())
                .flatMap(file -> file.documents().stream())
                .filter(document -> !(document instanceof FilterRule))
                .toList();
        return files.stream()
                .map(file ->
                        only(file, document -> !(document instanceof FilterRule filter) || appliesTo(filter, known)))
                .toList();
    }

    private static boolean appliesTo(FilterRule filter, List<SigmaDocument> known) {
        return filter.rules().stream().allMatch(reference -> known.stream()
                .anyMatch(rule -> rule.metadata().answersTo(reference)));
    }

    private static ParseResult only(ParseResult file, Predicate<SigmaDocument> wanted) {
        return new ParseResult(file.documents().stream().filter(wanted).toList(), file.problems());
    }
}
