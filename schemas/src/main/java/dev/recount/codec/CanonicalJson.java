package dev.recount.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, no white space, minimal escapes,
 * numbers as ECMAScript writes them. A number that a double cannot carry, such as an integer beyond 2^53 that is not
 * a double, becomes the string of its digits: RFC 8785 §3.2.2.3 leaves it to the application, and losing digits of an
 * id would be worse than changing its type. A lone surrogate becomes U+FFFD, because it has no UTF-8 form.
 */
public final class CanonicalJson {

    /** Every whole number up to this is a double. */
    static final long WHOLE_MAX = 1L << 53;

    private static final BigDecimal EXACT = BigDecimal.valueOf(WHOLE_MAX);

    private CanonicalJson() {}

    /** The canonical form of {@code node}. */
    public static Json of(JsonNode node) {
        var out = new StringBuilder(256);
        write(node, out);
        return new Json(out.toString());
    }

    /** The canonical form of an object whose members are all text. */
    public static Json of(Map<String, String> members) {
        var out = new StringBuilder(256);
        char separator = '{';
        for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
            out.append(separator);
            separator = ',';
            string(member.getKey(), out);
            out.append(':');
            string(member.getValue(), out);
        }
        return new Json(out.append(separator == '{' ? "{}" : "}").toString());
    }

    static void write(JsonNode node, StringBuilder out) {
        if (node instanceof ObjectNode object) {
            writeObject(object, out);
        } else if (node instanceof ArrayNode array) {
            writeArray(array, out);
        } else if (node.isTextual()) {
            string(node.textValue(), out);
        } else if (node.isNumber()) {
            number(node, out);
        } else {
            out.append(node.asText());
        }
    }

    private static void writeObject(ObjectNode object, StringBuilder out) {
        var names = new ArrayList<String>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        char separator = '{';
        for (String name : names) {
            out.append(separator);
            separator = ',';
            string(name, out);
            out.append(':');
            write(object.get(name), out);
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void writeArray(ArrayNode array, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(array.get(i), out);
        }
        out.append(']');
    }

    private static void number(JsonNode node, StringBuilder out) {
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            long value = node.longValue();
            if (Math.abs(value) <= WHOLE_MAX) {
                out.append(value);
                return;
            }
        }
        number(node.decimalValue(), node.asText(), out);
    }

    /** Writes {@code exact}, or as a string {@code digits} when no double carries it. */
    static void number(BigDecimal exact, String digits, StringBuilder out) {
        double approximate = exact.doubleValue();
        if (Double.isFinite(approximate) && exact.abs().compareTo(EXACT) <= 0) {
            var text = ecmaScript(approximate);
            if (new BigDecimal(text).compareTo(exact) == 0) {
                out.append(text);
                return;
            }
        }
        string(digits, out);
    }

    private static String ecmaScript(double value) {
        try {
            return NumberToJSON.serializeNumber(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code text} as a JSON string, escaped as RFC 8785 §3.2.2.2 asks. */
    static void string(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            out.append(text, plain, i);
            if (Character.isSurrogate(c)) {
                i += surrogate(text, i, out);
            } else {
                escape(c, out);
            }
            plain = i + 1;
        }
        if (plain == 0) {
            out.append(text);
        } else {
            out.append(text, plain, text.length());
        }
        out.append('"');
    }

    private static int surrogate(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            out.append(c).append(text.charAt(at + 1));
            return 1;
        }
        out.append('\uFFFD');
        return 0;
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append(String.format("\\u%04x", (int) c));
        }
    }
}
