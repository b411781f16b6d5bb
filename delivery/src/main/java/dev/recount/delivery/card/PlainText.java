package dev.recount.delivery.card;

import java.nio.charset.StandardCharsets;

/** Text that anybody may have written, made fit for one line of a message: nothing in it moves, hides or turns around. */
public final class PlainText {

    private static final String CUT = "…";

    private PlainText() {}

    /** {@code text} on one line, without control, format and private characters. */
    public static String line(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (Character.isWhitespace(each) || each == 0x85 || each == 0x2028 || each == 0x2029) {
                out.append(' ');
            } else if (isVisible(each)) {
                out.appendCodePoint(each);
            }
        });
        return out.toString().strip();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** {@code text}, cut to at most {@code max} UTF-16 units with an ellipsis, never within a character. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** {@code text}, cut to at most {@code max} bytes of UTF-8 with an ellipsis. */
    public static String cutToBytes(String text, int max) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= max) {
            return text;
        }
        int room = max - CUT.getBytes(StandardCharsets.UTF_8).length;
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > room) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + CUT;
    }
}
