package dev.recount.evidence.incident;

import java.util.function.IntPredicate;

/** XHTML in the making, in which nothing that stands in a record is markup, moves a line or hides. */
final class Markup {

    private static final int TEXT_MAX = 400;

    private final StringBuilder out = new StringBuilder();
    private final IntPredicate printable;

    /**
     * An empty page.
     *
     * @param printable whether a visible character can be shown; what cannot stands as {@code \\u} and its number
     */
    Markup(IntPredicate printable) {
        this.printable = printable;
    }

    /** Markup of ours, as it is. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text of anybody's, on one line, cut where it is very long. */
    Markup text(String text) {
        int end = text.length() <= TEXT_MAX
                ? text.length()
                : text.offsetByCodePoints(0, Math.min(TEXT_MAX, text.codePointCount(0, text.length())));
        text.substring(0, end).codePoints().forEach(this::character);
        if (end < text.length()) {
            out.append("…");
        }
        return this;
    }

    /** {@code text} within an element. */
    Markup element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name.split(" ", 2)[0] + ">");
    }

    private void character(int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\n', '\r', '\t' -> out.append(' ');
            default -> {
                if (isVisible(c) && printable.test(c)) {
                    out.appendCodePoint(c);
                } else {
                    for (char unit : Character.toChars(c)) {
                        out.append("\\u%04x".formatted((int) unit));
                    }
                }
            }
        }
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
