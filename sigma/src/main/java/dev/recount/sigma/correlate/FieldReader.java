package dev.recount.sigma.correlate;

import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Values;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What to read from the events of one base rule.
 *
 * @param groupFields the event's fields for {@code group-by}, aliases resolved
 * @param valueFields the fields of {@code condition.field}, by the key of the correlation that asks for them
 */
record FieldReader(List<String> groupFields, Map<String, List<String>> valueFields) {

    private static final int GROUPS_MAX = 64;
    private static final int VALUES_MAX = 1_000;
    private static final char SEPARATOR = '\u001F';

    static void add(Map<String, FieldReader> readers, String baseRule, String reference, CorrelationRule rule) {
        List<String> fields = aliased(rule.groupBy(), reference, rule);
        FieldReader reader = new FieldReader(fields, valueFields(reference, rule));
        FieldReader before = readers.put(baseRule, reader);
        if (before != null && !before.groupFields.equals(fields)) {
            throw Faults.inGroupBy(rule, baseRule, "one set of group fields for each rule: " + before.groupFields);
        }
        if (before != null) {
            readers.put(baseRule, reader.withValuesOf(before));
        }
    }

    private static List<String> aliased(List<String> names, String reference, CorrelationRule rule) {
        return names.stream()
                .map(name -> rule.aliases().getOrDefault(name, Map.of()).getOrDefault(reference, name))
                .toList();
    }

    private static Map<String, List<String>> valueFields(String reference, CorrelationRule rule) {
        return rule.condition() instanceof CorrelationCondition.Threshold threshold
                        && !threshold.fields().isEmpty()
                ? Map.of(rule.key(), aliased(threshold.fields(), reference, rule))
                : Map.of();
    }

    FieldReader withValuesOf(FieldReader other) {
        Map<String, List<String>> both = new LinkedHashMap<>(other.valueFields);
        both.putAll(valueFields);
        return new FieldReader(groupFields, Map.copyOf(both));
    }

    /** The groups an event belongs to: none if a field is missing, one for each value of a field that has several. */
    List<List<String>> groups(EventFields event) {
        return product(groupFields, event, LinkedHashSet::new, GROUPS_MAX);
    }

    /** The values of each value field, equal ones of a list too; several fields together are one value. */
    Map<String, List<String>> values(EventFields event) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        valueFields.forEach((correlation, fields) -> {
            List<String> joined = product(fields, event, ArrayList::new, VALUES_MAX).stream()
                    .map(value -> String.join(String.valueOf(SEPARATOR), value))
                    .toList();
            if (!joined.isEmpty()) {
                values.put(correlation, joined);
            }
        });
        return values;
    }

    private static List<List<String>> product(
            List<String> fields, EventFields event, Supplier<Collection<String>> collection, int max) {
        List<List<String>> product = List.of(List.of());
        for (String field : fields) {
            Collection<String> values = collection.get();
            collect(event.get(field), values);
            product = times(product, values, max);
        }
        return product;
    }

    private static List<List<String>> times(List<List<String>> heads, Collection<String> values, int max) {
        List<List<String>> product = new ArrayList<>();
        for (List<String> head : heads) {
            for (String value : values) {
                if (product.size() == max) {
                    return product;
                }
                product.add(longer(head, value));
            }
        }
        return product;
    }

    private static List<String> longer(List<String> head, String value) {
        List<String> longer = new ArrayList<>(head);
        longer.add(value);
        return longer;
    }

    private static void collect(@Nullable Object value, Collection<String> texts) {
        if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, texts));
        } else if (value != null) {
            String text = Values.text(value);
            if (text != null) {
                texts.add(text);
            }
        }
    }
}
