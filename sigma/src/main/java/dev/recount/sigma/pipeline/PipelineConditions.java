package dev.recount.sigma.pipeline;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import dev.recount.sigma.rule.Selection;
import dev.recount.sigma.rule.SigmaValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The conditions of processing items, by pySigma's names. */
final class PipelineConditions {

    private PipelineConditions() {}

    static Predicate<Subject> rule(PipelineMap condition) {
        String type = condition.text("type");
        return switch (type) {
            case "logsource" -> {
                LogSource wanted = PipelineParser.logSource(condition);
                yield subject -> isWithin(subject.rule().logSource(), wanted);
            }
            case "contains_field" -> {
                String field = condition.text("field");
                yield subject -> items(subject.rule()).stream().anyMatch(item -> field.equals(item.field()));
            }
            case "contains_detection_item" -> {
                String field = condition.text("field");
                String value = String.valueOf(condition.value("value"));
                yield subject -> items(subject.rule()).stream()
                        .anyMatch(item -> field.equals(item.field())
                                && item.values().stream()
                                        .anyMatch(v -> v.toString().equalsIgnoreCase(value)));
            }
            case "tag" -> {
                String tag = condition.text("tag");
                yield subject -> subject.rule().metadata().tags().contains(tag);
            }
            case "processing_item_applied" -> {
                String id = condition.text("processing_item_id");
                yield subject -> subject.applied().contains(id);
            }
            case "is_sigma_rule" -> subject -> !subject.correlation();
            case "is_sigma_correlation_rule" -> Subject::correlation;
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
                Pattern pattern = pattern(condition, "pattern", condition.text("pattern"));
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
                        List<Pattern> patterns = fields.stream()
                                .map(field -> pattern(condition, "fields", field))
                                .toList();
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

    private static Pattern pattern(PipelineMap condition, String key, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw condition.fault(key, expression, "a regular expression: " + e.getDescription());
        }
    }

    /** Joins conditions by and, or or, and may negate the whole; none at all hold for everything. */
    static <T> Predicate<T> join(List<Predicate<T>> parts, String operator, boolean negated) {
        if (parts.isEmpty()) {
            return value -> true;
        }
        Predicate<T> joined = operator.equals("or")
                ? value -> parts.stream().anyMatch(part -> part.test(value))
                : value -> parts.stream().allMatch(part -> part.test(value));
        return negated ? joined.negate() : joined;
    }
}
