package dev.recount.sigma.match;

import dev.recount.sigma.rule.Comparison;
import dev.recount.sigma.rule.Modifier;
import dev.recount.sigma.rule.Selection;
import dev.recount.sigma.rule.SigmaValue;
import java.util.ArrayList;
import java.util.List;

/** Gives a detection item its meaning (specification, "Detection" and "Modifiers appendix"). */
public final class ItemCompiler {

    private final Placeholders placeholders;

    public ItemCompiler(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /**
     * Compiles one item.
     *
     * @return an expression over atoms on the item's field
     * @throws ItemException if modifiers do not go together, a value does not suit them, or a placeholder is not known
     */
    public Expression compile(Selection.Item item) {
        ItemShape shape = ItemShape.of(item);
        List<Expression> values = new ArrayList<>();
        for (SigmaValue value : item.values()) {
            if (value == SigmaValue.Null.NULL && !item.single()) {
                throw new ItemException("null", "null on its own, not in a list");
            }
            List<Expression> alternatives = atoms(item, shape, value).stream()
                    .map(atom -> (Expression) new Expression.Leaf(atom))
                    .toList();
            values.add(Expression.or(alternatives));
        }
        if (values.isEmpty()) {
            throw new ItemException("an empty list", "at least one value");
        }
        Expression whole = shape.has(Modifier.ALL) ? Expression.and(values) : Expression.or(values);
        return shape.has(Modifier.NEQ) ? new Expression.Not(whole) : whole;
    }

    private List<Atom> atoms(Selection.Item item, ItemShape shape, SigmaValue value) {
        String field = item.field();
        if (field != null && shape.operation() == ItemShape.Operation.EXISTS) {
            return List.of(exists(item, field, value));
        }
        if (field != null && shape.operation() == ItemShape.Operation.FIELDREF) {
            return List.of(referring(field, shape, value));
        }
        if (field != null && value == SigmaValue.Null.NULL && isPlain(shape)) {
            return List.of(new Atom.Absent(field));
        }
        return tests(shape, value, field == null).stream()
                .map(test -> field == null ? new Atom.OnAnyField(test) : (Atom) new Atom.OnField(field, test))
                .toList();
    }

    private static boolean isPlain(ItemShape shape) {
        return shape.operation() == ItemShape.Operation.TEXT
                && shape.anchor() == null
                && shape.encodings().isEmpty()
                && !shape.has(Modifier.EXPAND)
                && !shape.has(Modifier.CASED);
    }

    private static Atom exists(Selection.Item item, String field, SigmaValue value) {
        if (!item.single() || !(value instanceof SigmaValue.Flag flag)) {
            throw new ItemException(value.toString(), "true or false, unquoted, for the modifier exists");
        }
        return flag.flag() ? new Atom.Present(field) : new Atom.Missing(field);
    }

    private static Atom referring(String field, ItemShape shape, SigmaValue value) {
        if (!(value instanceof SigmaValue.Text text)) {
            throw new ItemException(value.toString(), "a field name for the modifier fieldref");
        }
        String marked = Wildcards.mark(text.text());
        if (marked.isEmpty() || Wildcards.hasWildcard(marked)) {
            throw new ItemException(text.text(), "a field name without wildcards for the modifier fieldref");
        }
        TextPattern.Shape where = shape.anchor() == null
                ? TextPattern.Shape.EXACT
                : switch (shape.anchor()) {
                    case STARTSWITH -> TextPattern.Shape.PREFIX;
                    case ENDSWITH -> TextPattern.Shape.SUFFIX;
                    default -> TextPattern.Shape.CONTAINS;
                };
        return new Atom.Referring(field, marked, where, shape.has(Modifier.CASED));
    }

    private List<ValueTest> tests(ItemShape shape, SigmaValue value, boolean keyword) {
        return switch (shape.operation()) {
            case REGEX -> List.of(new ValueTest.Regex(LinearRegex.compile(textOf(value, "re"), shape)));
            case NETWORK -> List.of(new ValueTest.InNetwork(Network.parse(textOf(value, "cidr"))));
            case COMPARE -> List.of(new ValueTest.Numeric(shape.comparison(), numberOf(value)));
            case TIME -> List.of(inTime(shape, value));
            default -> plain(shape, value, keyword);
        };
    }

    private static ValueTest inTime(ItemShape shape, SigmaValue value) {
        TimePart part = shape.timePart();
        if (part == null) {
            throw new IllegalStateException("a time test without a part");
        }
        Number number = numberOf(value);
        if (shape.comparison() == Comparison.EQ && !part.has(number)) {
            throw new ItemException(value.toString(), part.range());
        }
        return new ValueTest.InTime(part, shape.comparison(), number);
    }

    private List<ValueTest> plain(ItemShape shape, SigmaValue value, boolean keyword) {
        if (isPlain(shape) && !keyword) {
            if (value instanceof SigmaValue.Numeric numeric) {
                return List.of(new ValueTest.Numeric(Comparison.EQ, numeric.number()));
            }
            if (value instanceof SigmaValue.Flag flag) {
                return List.of(new ValueTest.Flag(flag.flag()));
            }
        }
        String text = textOf(value, "a text modifier or a keyword");
        List<String> expanded = shape.has(Modifier.EXPAND) ? Expansion.expand(text, placeholders) : List.of(text);
        List<ValueTest> tests = new ArrayList<>();
        for (String one : expanded) {
            for (String marked : Encodings.apply(shape.encodings(), Wildcards.mark(one))) {
                tests.add(new ValueTest.Text(
                        TextPattern.of(anchored(marked, shape, keyword), shape.has(Modifier.CASED))));
            }
        }
        return tests;
    }

    private static String anchored(String marked, ItemShape shape, boolean keyword) {
        Modifier anchor = shape.anchor();
        boolean openStart = anchor == null ? keyword : anchor != Modifier.STARTSWITH;
        boolean openEnd = anchor == null ? keyword : anchor != Modifier.ENDSWITH;
        return (openStart ? TextPattern.ANY : "") + marked + (openEnd ? TextPattern.ANY : "");
    }

    private static String textOf(SigmaValue value, String use) {
        if (value instanceof SigmaValue.Text text) {
            return text.text();
        }
        if (value instanceof SigmaValue.Numeric numeric) {
            return numeric.text();
        }
        throw new ItemException(value.toString(), "text for " + use);
    }

    private static Number numberOf(SigmaValue value) {
        if (value instanceof SigmaValue.Numeric numeric) {
            return numeric.number();
        }
        throw new ItemException(value.toString(), "a number, unquoted");
    }
}
