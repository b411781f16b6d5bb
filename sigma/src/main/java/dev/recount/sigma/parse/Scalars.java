package dev.recount.sigma.parse;

import dev.recount.sigma.rule.SigmaValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML nodes as values. */
final class Scalars {

    private static final int DIGITS_MAX = 64;

    private Scalars() {}

    static boolean isText(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.STR);
    }

    static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }

    /** The value of a detection item, or nothing if the node is no plain value. */
    static Optional<SigmaValue> value(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Optional.empty();
        }
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return Optional.of(new SigmaValue.Text(text));
        }
        if (tag.equals(Tag.NULL)) {
            return Optional.of(SigmaValue.Null.NULL);
        }
        if (tag.equals(Tag.BOOL)) {
            return Optional.of(new SigmaValue.Flag(Boolean.parseBoolean(text)));
        }
        return number(scalar).map(number -> new SigmaValue.Numeric(number, text));
    }

    static Optional<Number> number(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().length() > DIGITS_MAX) {
            return Optional.empty();
        }
        try {
            if (scalar.getTag().equals(Tag.INT)) {
                return Optional.of(integer(scalar.getValue()));
            }
            return scalar.getTag().equals(Tag.FLOAT)
                    ? Optional.of(new BigDecimal(scalar.getValue()))
                    : Optional.empty();
        } catch (NumberFormatException infinityOrNotANumber) {
            return Optional.empty();
        }
    }

    private static Number integer(String text) {
        BigInteger value = new BigInteger(digits(text), text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static String digits(String text) {
        return text.startsWith("0x") || text.startsWith("0o") ? text.substring(2) : text;
    }

    /** Any node as plain Java values. */
    static @Nullable Object plain(Node node) {
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.getValue().forEach(element -> list.add(plain(element)));
            return Collections.unmodifiableList(list);
        }
        if (node instanceof MappingNode mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                map.put(String.valueOf(plain(entry.getKeyNode())), plain(entry.getValueNode()));
            }
            return Collections.unmodifiableMap(map);
        }
        SigmaValue value = value(node).orElseGet(() -> new SigmaValue.Text(text(node)));
        if (value instanceof SigmaValue.Text text) {
            return text.text();
        }
        if (value instanceof SigmaValue.Numeric numeric) {
            return numeric.number();
        }
        return value instanceof SigmaValue.Flag flag ? (Object) flag.flag() : null;
    }
}
