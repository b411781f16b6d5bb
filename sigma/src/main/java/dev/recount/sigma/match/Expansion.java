package dev.recount.sigma.match;

import java.util.ArrayList;
import java.util.List;

/** The modifier {@code expand}: {@code %name%} is replaced by each of the placeholder's values; {@code \%} is a plain percent sign. */
final class Expansion {

    private static final int VALUES_MAX = 100_000;

    private Expansion() {}

    /** The values a text stands for, not yet marked for wildcards. */
    static List<String> expand(String text, Placeholders placeholders) {
        List<StringBuilder> expanded = new ArrayList<>(List.of(new StringBuilder()));
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '%' ? nameEnd(text, at + 1) : -1;
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '%') {
                expanded.forEach(value -> value.append('%'));
                at += 2;
            } else if (end > 0) {
                expanded = times(expanded, values(text.substring(at + 1, end), placeholders));
                at = end + 1;
            } else {
                expanded.forEach(value -> value.append(c));
                at++;
            }
        }
        return expanded.stream().map(StringBuilder::toString).toList();
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        return end > from && end < text.length() && text.charAt(end) == '%' ? end : -1;
    }

    private static List<String> values(String name, Placeholders placeholders) {
        List<String> values = placeholders
                .valuesOf(name)
                .orElseThrow(() -> new ItemException("%" + name + "%", "a placeholder with values supplied"));
        if (values.isEmpty()) {
            throw new ItemException("%" + name + "%", "a placeholder with at least one value");
        }
        return values;
    }

    private static List<StringBuilder> times(List<StringBuilder> heads, List<String> tails) {
        if ((long) heads.size() * tails.size() > VALUES_MAX) {
            throw new ItemException("placeholders", "at most " + VALUES_MAX + " values of one text");
        }
        List<StringBuilder> all = new ArrayList<>();
        for (StringBuilder head : heads) {
            for (String tail : tails) {
                all.add(new StringBuilder(head).append(tail));
            }
        }
        return all;
    }
}
