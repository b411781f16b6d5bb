package dev.recount.sigma.parse;

import dev.recount.sigma.rule.Detection;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.LogSource;
import dev.recount.sigma.rule.RuleMetadata;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads Sigma 2.1 documents from YAML text. */
public final class SigmaParser {

    private static final Set<String> CONDITION = Set.of("condition");
    private static final Set<String> ANY_RULE = Set.of("any", "all");
    private static final Set<String> FILTER_KEYS = Set.of("condition", "rules");

    private SigmaParser() {}

    /**
     * Reads all documents of one file.
     *
     * @param file the name to use in messages
     * @param yaml the content
     * @return the documents without a fault, and every fault of the others
     */
    public static ParseResult parse(String file, String yaml) {
        Problems problems = new Problems(file);
        List<SigmaDocument> documents = new ArrayList<>();
        for (Node node : new YamlDocuments(problems).read(yaml)) {
            SigmaDocument document = isEmpty(node) ? null : document(node, problems);
            if (document != null) {
                documents.add(document);
            }
        }
        if (documents.isEmpty() && problems.count() == 0) {
            problems.add(new Problem(problems.locate(1), "", "no document", "at least one Sigma document"));
        }
        return new ParseResult(documents, problems.all());
    }

    /** What follows a separator at the end of a file. */
    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL) && ((ScalarNode) node).getValue().isEmpty();
    }

    private static @Nullable SigmaDocument document(Node node, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, "", "a Sigma document: a map");
            return null;
        }
        int before = problems.count();
        Section document = new Section(mapping, "", problems);
        RuleMetadata metadata = new MetadataParser(document).parse();
        List<String> kinds = List.of("detection", "correlation", "filter").stream()
                .filter(kind -> document.get(kind) != null)
                .toList();
        if (kinds.size() != 1) {
            String found = kinds.isEmpty() ? "none of them" : String.join(" and ", kinds);
            problems.add(node, "", found, "one of detection, correlation and filter");
            return null;
        }
        SigmaDocument parsed =
                switch (kinds.get(0)) {
                    case "detection" -> detection(document, metadata);
                    case "correlation" -> new CorrelationParser(document, metadata).parse();
                    default -> filter(document, metadata);
                };
        return problems.count() > before ? null : parsed;
    }

    private static @Nullable DetectionRule detection(Section document, RuleMetadata metadata) {
        LogSource logSource = LogSourceParser.parse(document);
        if (document.get("generate") != null) {
            document.fault("generate", "generate", "generate in correlations only");
        }
        Detection detection = document.section("detection")
                .map(section -> new DetectionParser(section, CONDITION).parse())
                .orElse(null);
        return detection == null ? null : new DetectionRule(metadata, logSource, detection, document.location());
    }

    private static @Nullable FilterRule filter(Section document, RuleMetadata metadata) {
        LogSource logSource = LogSourceParser.parse(document);
        Optional<Section> filter = document.section("filter");
        if (filter.isEmpty()) {
            return null;
        }
        List<String> rules = filteredRules(filter.get());
        Detection detection = new DetectionParser(filter.get(), FILTER_KEYS).parse();
        return detection == null ? null : new FilterRule(metadata, logSource, rules, detection, document.location());
    }

    /** The rules a filter names; none if it says, as pySigma lets it, that it means any. */
    private static List<String> filteredRules(Section filter) {
        Node rules = filter.get("rules");
        if (rules != null && Scalars.isText(rules) && ANY_RULE.contains(Scalars.text(rules))) {
            return List.of();
        }
        List<String> named = filter.texts("rules", 1);
        if (named.isEmpty()) {
            filter.fault("rules", "missing or empty", "a list of ids or names of rules, or any");
        }
        return named;
    }
}
