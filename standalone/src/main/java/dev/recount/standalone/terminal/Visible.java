package dev.recount.standalone.terminal;

import java.util.regex.Pattern;

/** Text that may be shown on a terminal: without escapes that move the cursor, bidi controls that reorder, line breaks. */
public final class Visible {

    private static final Pattern HOSTILE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    private Visible() {}

    /** The text on one line, with every run of what does not show replaced by a space. */
    public static String of(String text) {
        return HOSTILE.matcher(text).replaceAll(" ").strip();
    }

    /** The same, cut to a number of characters. */
    public static String of(String text, int most) {
        String visible = of(text);
        if (visible.codePointCount(0, visible.length()) <= most) {
            return visible;
        }
        return visible.substring(0, visible.offsetByCodePoints(0, most - 1)) + "…";
    }
}
