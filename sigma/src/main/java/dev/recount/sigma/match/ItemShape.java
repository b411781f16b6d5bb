package dev.recount.sigma.match;

import dev.recount.sigma.rule.Comparison;
import dev.recount.sigma.rule.Modifier;
import dev.recount.sigma.rule.Selection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the modifiers of an item amount to, after checking that they go together.
 *
 * @param operation what is done with the values
 * @param encodings {@code windash} and the encoding modifiers, in the order written
 * @param anchor CONTAINS, STARTSWITH, ENDSWITH or none
 * @param comparison of {@code lt} … {@code gte} and of the time parts
 */
record ItemShape(
        Operation operation,
        List<Modifier> encodings,
        @Nullable Modifier anchor,
        Comparison comparison,
        @Nullable TimePart timePart,
        Set<Modifier> flags) {

    enum Operation {
        TEXT,
        REGEX,
        NETWORK,
        COMPARE,
        EXISTS,
        FIELDREF,
        TIME
    }

    private static final Set<Modifier> ENCODINGS = EnumSet.of(
            Modifier.WINDASH,
            Modifier.UTF16,
            Modifier.UTF16LE,
            Modifier.UTF16BE,
            Modifier.BASE64,
            Modifier.BASE64OFFSET);
    private static final Set<Modifier> ANCHORS = EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);
    private static final Set<Modifier> REGEX_FLAGS =
            EnumSet.of(Modifier.IGNORE_CASE, Modifier.MULTILINE, Modifier.DOT_ALL);

    static ItemShape of(Selection.Item item) {
        Builder builder = new Builder(item);
        item.modifiers().forEach(builder::add);
        return builder.build();
    }

    boolean has(Modifier modifier) {
        return flags.contains(modifier);
    }

    /** Collects the modifiers one by one, left to right, as the specification chains them. */
    private static final class Builder {

        private final Selection.Item item;
        private final Set<Modifier> seen = EnumSet.noneOf(Modifier.class);
        private final List<Modifier> encodings = new java.util.ArrayList<>();
        private Operation operation = Operation.TEXT;
        private @Nullable Modifier anchor;
        private Comparison comparison = Comparison.EQ;
        private @Nullable TimePart timePart;

        Builder(Selection.Item item) {
            this.item = item;
        }

        void add(Modifier modifier) {
            require(seen.add(modifier), modifier, "each modifier once");
            if (ENCODINGS.contains(modifier)) {
                boolean base64 = modifier == Modifier.BASE64 || modifier == Modifier.BASE64OFFSET;
                require(anchor == null || !base64, modifier, "base64 before contains, startswith and endswith");
                encodings.add(modifier);
            } else if (ANCHORS.contains(modifier)) {
                require(anchor == null, modifier, "one of contains, startswith and endswith");
                anchor = modifier;
            } else if (REGEX_FLAGS.contains(modifier)) {
                require(operation == Operation.REGEX, modifier, "the flags i, m and s after re");
            } else {
                addOperation(modifier);
            }
        }

        private void addOperation(Modifier modifier) {
            switch (modifier) {
                case RE -> become(Operation.REGEX, modifier);
                case CIDR -> become(Operation.NETWORK, modifier);
                case EXISTS -> become(Operation.EXISTS, modifier);
                case FIELDREF -> become(Operation.FIELDREF, modifier);
                case LT, LTE, GT, GTE -> compare(modifier);
                case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> {
                    become(Operation.TIME, modifier);
                    timePart = TimePart.valueOf(modifier.name());
                }
                case EXPAND ->
                    require(
                            encodings.isEmpty() && operation != Operation.REGEX,
                            modifier,
                            "expand before the encoding modifiers and not with re");
                default -> {}
            }
        }

        private void compare(Modifier modifier) {
            require(comparison == Comparison.EQ, modifier, "one of lt, lte, gt and gte");
            if (operation != Operation.TIME) {
                become(Operation.COMPARE, modifier);
            }
            comparison = Comparison.valueOf(modifier.name());
        }

        private void become(Operation next, Modifier modifier) {
            require(operation == Operation.TEXT, modifier, "modifiers that go together");
            operation = next;
        }

        ItemShape build() {
            boolean text = operation == Operation.TEXT;
            require(text || encodings.isEmpty(), "encoding modifiers on plain text only");
            require(text || operation == Operation.FIELDREF || anchor == null, anchorsExpected());
            require(text || operation == Operation.FIELDREF || !seen.contains(Modifier.CASED), "cased on text only");
            require(text || !seen.contains(Modifier.EXPAND), "expand on text only");
            require(!seen.contains(Modifier.ALL) || !item.single(), "a list of values for the modifier all");
            require(
                    item.field() != null || text || operation == Operation.REGEX,
                    "keywords (no field name) with text modifiers or re only");
            return new ItemShape(operation, List.copyOf(encodings), anchor, comparison, timePart, seen);
        }

        private static String anchorsExpected() {
            return "contains, startswith and endswith on text or with fieldref only";
        }

        private void require(boolean holds, Modifier modifier, String expected) {
            if (!holds) {
                throw new ItemException(modifier.text(), expected);
            }
        }

        private void require(boolean holds, String expected) {
            if (!holds) {
                throw new ItemException(item.key(), expected);
            }
        }
    }
}
