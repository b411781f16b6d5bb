package dev.recount.codec;

import java.nio.charset.StandardCharsets;

/**
 * JSON whose bytes do nothing to whoever prints them. What agents write may hold characters that reorder a line, hide text
 * or steer a terminal; in JSON they can stand as escapes, which every reader turns back into the very same characters.
 */
public final class InertJson {

    private InertJson() {}

    /** {@code json} with every character that is not to be seen written as an escape. */
    public static String of(String json) {
        int first = firstHostile(json);
        if (first < 0) {
            return json;
        }
        var inert = new StringBuilder(json.length() + 64).append(json, 0, first);
        for (int i = first; i < json.length(); ) {
            int c = json.codePointAt(i);
            if (isHostile(c)) {
                for (char unit : Character.toChars(c)) {
                    inert.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                inert.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return inert.toString();
    }

    /** The same in UTF-8. */
    public static byte[] of(byte[] json) {
        return isInert(json, json.length)
                ? json
                : of(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the first {@code count} bytes are nothing but ASCII that is to be seen, and so are inert as they are. */
    public static boolean isInert(byte[] json, int count) {
        return PlainBytes.areAsciiToBeSeen(json, count);
    }

    private static int firstHostile(String json) {
        for (int i = 0; i < json.length(); ) {
            if (json.charAt(i) < 0x7f) {
                i++;
                continue;
            }
            int c = json.codePointAt(i);
            if (isHostile(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return -1;
    }

    /** Those below a space stand as escapes in any JSON, but for the line ends between its tokens. */
    private static boolean isHostile(int c) {
        if (c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
