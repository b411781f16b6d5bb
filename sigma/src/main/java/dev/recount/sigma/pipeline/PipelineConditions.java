package dev.recount.sigma.pipeline;

import com.google.re2j.Pattern;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import dev.recount.sigma.rule.Selection;
import dev.recount.sigma.rule.SigmaValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The conditions of processing items, by pySigma's names. */
final class PipelineConditions {

    private PipelineConditions() {}

    static BiPredicate<DetectionRule, List<String>> rule(PipelineMap condition) {
        String type = condition.text("type");
        return switch (type) {
            case "logsource" -> {
                LogSource wanted = PipelineParser.logSource(condition);
                yield (rule, applied) -> isWithin(rule.logSource(), wanted);
            }
            case "contains_field" -> {
                String field = condition.text("field");
                yield (rule, applied) -> items(rule).stream().anyMatch(item -> field.equals(item.field()));
            }
            case "contains_detection_item" -> {
                String field = condition.text("field");
                String value = String.valueOf(condition.value("value"));
                yield (rule, applied) -> items(rule).stream()
                        .anyMatch(item -> field.equals(item.field())
                                && item.values().stream()
                                        .anyMatch(v -> v.toString().equalsIgnoreCase(value)));
            }
            case "tag" -> {
                String tag = condition.text("tag");
                yield (rule, applied) -> rule.metadata().tags().contains(tag);
            }
            case "processing_item_applied" -> {
                String id = condition.text("processing_item_id");
                yield (rule, applied) -> applied.contains(id);
            }
            case "is_sigma_rule", "is_sigma_correlation_rule" -> (rule, applied) -> true;
            default -> throw condition.fault("type", type, "a rule condition this engine knows");
        };
    }

    /** Each attribute the condition states is the rule's. */
    private static boolean isWithin(LogSource rule, LogSource wanted) {
        return (wanted.product() == null || wanted.product().equals(rule.product()))
                && (wanted.category() == null || wanted.category().equals(rule.category()))
                && (wanted.service() == null || wanted.service().equals(rule.service()));
    }

    private static List<Selection.Item> items(DetectionRule rule) {
        List<Selection.Item> items = new ArrayList<>();
        Rewriting.items(rule, item -> {
            items.add(item);
            return item;
        });
        return items;
    }

    static Predicate<Selection.Item> item(PipelineMap condition) {
        String type = condition.text("type");
        return switch (type) {
            case "match_string" -> {
                Pattern pattern = Pattern.compile(condition.text("pattern"));
                boolean all = "all".equals(condition.textOr("cond", "any"));
                Predicate<SigmaValue> matches =
                        value -> pattern.matcher(value.toString()).lookingAt();
                yield item -> all
                        ? item.values().stream().allMatch(matches)
                        : item.values().stream().anyMatch(matches);
            }
            case "is_null" -> item -> item.values().contains(SigmaValue.Null.NULL);
            default -> throw condition.fault("type", type, "a detection item condition this engine knows");
        };
    }

    static Predicate<String> field(PipelineMap condition) {
        String type = condition.text("type");
        List<String> fields = condition.texts("fields");
        String mode = condition.textOr("mode", condition.textOr("match_type", "plain"));
        Predicate<String> named =
                switch (mode) {
                    case "plain" -> fields::contains;
                    case "re" -> {
                        List<Pattern> patterns =
                                fields.stream().map(Pattern::compile).toList();
                        yield field -> patterns.stream()
                                .anyMatch(pattern -> pattern.matcher(field).lookingAt());
                    }
                    default -> throw condition.fault("mode", mode, "plain or re");
                };
        return switch (type) {
            case "include_fields" -> named;
            case "exclude_fields" -> named.negate();
            default -> throw condition.fault("type", type, "include_fields or exclude_fields");
        };
    }

    /** Joins conditions by and, or or, and may negate the whole. */
    static <T> Predicate<T> join(List<Predicate<T>> parts, String operator, boolean negated) {
        Predicate<T> joined = operator.equals("or")
                ? value -> parts.stream().anyMatch(part -> part.test(value))
                : value -> parts.stream().allMatch(part -> part.test(value));
        return negated && !parts.isEmpty() ? joined.negate() : joined;
    }
}
