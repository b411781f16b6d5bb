package dev.recount.sigma.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sigma's meaning written down a second time, as simply as possible and sharing no code with the engine: it works on the rule's
 * text, recompiles everything for each event, and turns wildcards into the JDK's regular expressions.
 */
final class NaiveEvaluator {

    private static final Object MISSING = new Object();

    private NaiveEvaluator() {}

    /** One selection item: {@code key} as in a rule, {@code value} a single value or a list. */
    record Item(String key, Object value) {}

    /** A condition in prefix form: and, or, not over selections. */
    sealed interface Cond {
        record And(List<Cond> parts) implements Cond {}

        record Or(List<Cond> parts) implements Cond {}

        record Not(Cond part) implements Cond {}

        record Sel(String name) implements Cond {}

        record Quantified(boolean all, String prefix) implements Cond {}
    }

    /** A selection: a list of maps, each a list of items; or keywords. */
    record Selection(List<List<Item>> maps, List<Object> keywords) {}

    static boolean matches(Map<String, Selection> selections, Cond condition, Map<String, Object> event) {
        if (condition instanceof Cond.And and) {
            boolean all = true;
            for (Cond part : and.parts()) {
                all &= matches(selections, part, event);
            }
            return all;
        }
        if (condition instanceof Cond.Or or) {
            boolean any = false;
            for (Cond part : or.parts()) {
                any |= matches(selections, part, event);
            }
            return any;
        }
        if (condition instanceof Cond.Not not) {
            return !matches(selections, not.part(), event);
        }
        if (condition instanceof Cond.Quantified quantified) {
            boolean all = true;
            boolean any = false;
            for (Map.Entry<String, Selection> entry : selections.entrySet()) {
                boolean meant = quantified.prefix().equals("them")
                        ? !entry.getKey().startsWith("_")
                        : entry.getKey().startsWith(quantified.prefix());
                if (meant) {
                    boolean holds = selection(entry.getValue(), event);
                    all &= holds;
                    any |= holds;
                }
            }
            return quantified.all() ? all : any;
        }
        return selection(selections.get(((Cond.Sel) condition).name()), event);
    }

    private static boolean selection(Selection selection, Map<String, Object> event) {
        boolean any = false;
        for (List<Item> map : selection.maps()) {
            boolean all = true;
            for (Item item : map) {
                all &= item(item, event);
            }
            any |= all;
        }
        for (Object keyword : selection.keywords()) {
            any |= anyLeaf(
                    event, leaf -> text(leaf).matches("(?su)(?i).*" + wildcards(String.valueOf(keyword)) + ".*"));
        }
        return any;
    }

    private static boolean item(Item item, Map<String, Object> event) {
        String[] parts = item.key().split("\\|", -1);
        List<String> modifiers = List.of(parts).subList(1, parts.length);
        List<?> values =
                item.value() instanceof List<?> list ? list : java.util.Collections.singletonList(item.value());
        boolean all = true;
        boolean any = false;
        for (Object value : values) {
            boolean holds = value(parts[0], modifiers, value, event);
            all &= holds;
            any |= holds;
        }
        boolean result = modifiers.contains("all") ? all : any;
        return modifiers.contains("neq") != result;
    }

    private static boolean value(String field, List<String> modifiers, Object value, Map<String, Object> event) {
        Object actual = field.isEmpty() ? event : lookup(event, field);
        if (modifiers.contains("exists")) {
            return (actual != MISSING) == (Boolean) value;
        }
        if (modifiers.contains("fieldref")) {
            Object other = lookup(event, (String) value);
            return anyLeafOrFalse(actual, mine -> anyLeafOrFalse(other, theirs -> relates(mine, theirs, modifiers)));
        }
        if (value == null) {
            return actual == MISSING || hasNull(actual);
        }
        return anyLeafOrFalse(actual, leaf -> leaf(leaf, modifiers, value, field.isEmpty()));
    }

    private static boolean relates(Object mine, Object theirs, List<String> modifiers) {
        boolean anchored =
                modifiers.contains("contains") || modifiers.contains("startswith") || modifiers.contains("endswith");
        if (mine instanceof Number && theirs instanceof Number && !anchored) {
            return decimal(mine).compareTo(decimal(theirs)) == 0;
        }
        String a = modifiers.contains("cased") ? text(mine) : lower(text(mine));
        String b = modifiers.contains("cased") ? text(theirs) : lower(text(theirs));
        return modifiers.contains("contains")
                ? a.contains(b)
                : modifiers.contains("startswith")
                        ? a.startsWith(b)
                        : modifiers.contains("endswith") ? a.endsWith(b) : a.equals(b);
    }

    private static boolean leaf(Object leaf, List<String> modifiers, Object value, boolean keyword) {
        if (modifiers.contains("re")) {
            int flags = (modifiers.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                    | (modifiers.contains("s") ? Pattern.DOTALL : 0);
            return Pattern.compile(String.valueOf(value), flags)
                    .matcher(text(leaf))
                    .find();
        }
        if (modifiers.contains("cidr")) {
            return leaf instanceof String text && cidr(text, (String) value);
        }
        for (String comparison : List.of("lt", "lte", "gt", "gte")) {
            if (modifiers.contains(comparison)) {
                BigDecimal number = decimal(leaf);
                int order = number == null ? 0 : number.compareTo(decimal(value));
                boolean holds = comparison.startsWith("l") ? order < 0 : order > 0;
                return number != null && (holds || (comparison.endsWith("e") && order == 0));
            }
        }
        boolean plain = !keyword && modifiers.stream().allMatch(m -> m.equals("all") || m.equals("neq"));
        if (plain && value instanceof Number) {
            BigDecimal number = decimal(leaf);
            return number != null && number.compareTo(decimal(value)) == 0;
        }
        if (plain && value instanceof Boolean) {
            return leaf instanceof Boolean
                    ? leaf.equals(value)
                    : leaf instanceof String text && lower(text).equals(value.toString());
        }
        List<String> anchored = new ArrayList<>(modifiers);
        if (keyword && modifiers.stream().noneMatch(List.of("startswith", "endswith")::contains)) {
            anchored.add("contains");
        }
        return textual(text(leaf), anchored, String.valueOf(value));
    }

    private static boolean textual(String leaf, List<String> modifiers, String value) {
        String flags = modifiers.contains("cased") ? "(?s)" : "(?su)(?i)";
        String before = modifiers.contains("contains") || modifiers.contains("endswith") ? ".*" : "";
        String after = modifiers.contains("contains") || modifiers.contains("startswith") ? ".*" : "";
        List<String> alternatives = new ArrayList<>();
        if (modifiers.contains("base64")) {
            alternatives.add(Pattern.quote(base64(value, 0)));
        } else if (modifiers.contains("base64offset")) {
            for (int offset = 0; offset < 3; offset++) {
                String encoded = base64(value, offset);
                int cut = (value.length() + offset) % 3 == 0 ? 0 : (value.length() + offset) % 3 == 1 ? 3 : 2;
                alternatives.add(Pattern.quote(encoded.substring(new int[] {0, 2, 3}[offset], encoded.length() - cut)));
            }
        } else if (modifiers.contains("windash")) {
            alternatives.add(wildcards(value).replaceAll("(?<![\\w])\\\\?[-/](?=\\w)", "[-/\u2013\u2014\u2015]"));
        } else {
            alternatives.add(wildcards(value));
        }
        for (String alternative : alternatives) {
            if (leaf.matches(flags + before + alternative + after)) {
                return true;
            }
        }
        return false;
    }

    private static String base64(String value, int offset) {
        byte[] padded = (" ".repeat(offset) + value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(padded);
    }

    /** As an expression of the JDK: {@code *} and {@code ?} count unless a backslash stands before them. */
    private static String wildcards(String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escapes = c == '\\' && i + 1 < value.length() && "\\*?".indexOf(value.charAt(i + 1)) >= 0;
            if (escapes) {
                regex.append('\\').append(value.charAt(++i));
            } else if (c == '*' || c == '?') {
                regex.append(c == '*' ? ".*" : ".");
            } else {
                regex.append(
                                Character.isLetterOrDigit(c)
                                                || Character.isSurrogate(c)
                                                || c == '-'
                                                || c == '/'
                                                || c == ' '
                                                || c == '_'
                                        ? ""
                                        : "\\")
                        .append(c);
            }
        }
        return regex.toString();
    }

    private static boolean cidr(String text, String network) {
        String[] parts = network.split("/");
        long address = address(text);
        int bits = Integer.parseInt(parts[1]);
        return address >= 0 && address >>> (32 - bits) == address(parts[0]) >>> (32 - bits);
    }

    private static long address(String text) {
        if (!text.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")) {
            return -1;
        }
        long address = 0;
        for (String octet : text.split("\\.")) {
            if (Integer.parseInt(octet) > 255) {
                return -1;
            }
            address = address * 256 + Integer.parseInt(octet);
        }
        return address;
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof Number) {
            return new BigDecimal(value.toString());
        }
        return value instanceof String text && text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")
                ? new BigDecimal(text)
                : null;
    }

    private static String text(Object leaf) {
        return leaf instanceof Number ? new BigDecimal(leaf.toString()).toPlainString() : leaf.toString();
    }

    private static String lower(String text) {
        return text.toUpperCase(java.util.Locale.ROOT).toLowerCase(java.util.Locale.ROOT);
    }

    private static Object lookup(Object at, String path) {
        if (at instanceof List<?> list) {
            List<Object> found = new ArrayList<>();
            for (Object element : list) {
                Object value = lookup(element, path);
                if (value != MISSING) {
                    found.add(value);
                }
            }
            return found.isEmpty() ? MISSING : found;
        }
        if (!(at instanceof Map<?, ?> map)) {
            return MISSING;
        }
        if (map.containsKey(path)) {
            return map.get(path);
        }
        int dot = path.indexOf('.');
        return dot < 0 || !map.containsKey(path.substring(0, dot))
                ? MISSING
                : lookup(map.get(path.substring(0, dot)), path.substring(dot + 1));
    }

    private static boolean hasNull(Object value) {
        return value == null || (value instanceof List<?> list && list.stream().anyMatch(NaiveEvaluator::hasNull));
    }

    private static boolean anyLeafOrFalse(Object value, java.util.function.Predicate<Object> test) {
        return value != MISSING && anyLeaf(value, test);
    }

    private static boolean anyLeaf(Object value, java.util.function.Predicate<Object> test) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(child -> anyLeaf(child, test));
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(child -> anyLeaf(child, test));
        }
        return value != null && test.test(value);
    }
}
