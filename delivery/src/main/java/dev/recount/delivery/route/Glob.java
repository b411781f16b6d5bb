package dev.recount.delivery.route;

import java.util.Locale;

/** A name in which {@code *} stands for any text; upper and lower case are the same. Linear in the name's length. */
public record Glob(String pattern) {

    boolean matches(String name) {
        var text = name.toLowerCase(Locale.ROOT);
        var parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(parts[0]);
        }
        var last = parts[parts.length - 1];
        if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return text.length() - last.length() >= at;
    }
}
