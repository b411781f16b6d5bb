package dev.recount.sigma.match;

import dev.recount.sigma.rule.Condition;
import dev.recount.sigma.rule.Detection;
import dev.recount.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a detection section into one boolean expression. */
public final class DetectionCompiler {

    private final ItemCompiler items;

    public DetectionCompiler(Placeholders placeholders) {
        this.items = new ItemCompiler(placeholders);
    }

    /**
     * The whole section as one expression.
     *
     * @throws ItemException if an item has no meaning, see {@link ItemCompiler#compile}
     */
    public Expression compile(Detection detection) {
        Map<String, Expression> selections = new LinkedHashMap<>();
        detection.selections().forEach((name, selection) -> selections.put(name, compile(name, selection)));
        return compile(detection.condition(), selections);
    }

    private Expression compile(String name, Selection selection) {
        try {
            return compile(selection);
        } catch (ItemException e) {
            throw e.under(name);
        }
    }

    /** What one search identifier asks. */
    public Expression compile(Selection selection) {
        if (selection instanceof Selection.AllOf all) {
            return Expression.and(all.parts().stream().map(this::compile).toList());
        }
        if (selection instanceof Selection.AnyOf any) {
            return Expression.or(any.parts().stream().map(this::compile).toList());
        }
        Selection.Item item = (Selection.Item) selection;
        try {
            return items.compile(item);
        } catch (ItemException e) {
            throw e.in(item);
        }
    }

    private static Expression compile(Condition condition, Map<String, Expression> selections) {
        if (condition instanceof Condition.And and) {
            return Expression.and(compileAll(and.parts(), selections));
        }
        if (condition instanceof Condition.Or or) {
            return Expression.or(compileAll(or.parts(), selections));
        }
        if (condition instanceof Condition.Not not) {
            return new Expression.Not(compile(not.part(), selections));
        }
        if (condition instanceof Condition.Quantified quantified) {
            List<Expression> parts = new ArrayList<>();
            quantified.names().forEach(name -> parts.add(named(name, selections)));
            return quantified.all() ? Expression.and(parts) : Expression.or(parts);
        }
        return named(((Condition.Named) condition).name(), selections);
    }

    private static List<Expression> compileAll(List<Condition> parts, Map<String, Expression> selections) {
        return parts.stream().map(part -> compile(part, selections)).toList();
    }

    private static Expression named(String name, Map<String, Expression> selections) {
        Expression expression = selections.get(name);
        if (expression == null) {
            throw new ItemException(name, "a search identifier of the rule: " + selections.keySet());
        }
        return expression;
    }
}
