package dev.recount.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON whose bytes do nothing to whoever prints them. What agents write may hold characters that reorder a line, hide text
 * or steer a terminal; in JSON they can stand as escapes, which every reader turns back into the very same characters.
 */
public final class InertJson {

    /**
     * First and last of each run of characters of the general categories Cc (from 7F on), Cf, Zl and Zp in Unicode 16, written out
     * so that every version of Java writes the same bytes: evidence is made again years later, and compared.
     */
    private static final int[] HOSTILE = {
        0x7f, 0x9f, 0xad, 0xad, 0x600, 0x605, 0x61c, 0x61c, 0x6dd, 0x6dd, 0x70f, 0x70f, 0x890, 0x891, 0x8e2, 0x8e2,
        0x180e, 0x180e, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060, 0x2064, 0x2066, 0x206f, 0xfeff, 0xfeff, 0xfff9, 0xfffb,
        0x110bd, 0x110bd, 0x110cd, 0x110cd, 0x13430, 0x1343f, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0001, 0xe0001,
        0xe0020, 0xe007f
    };

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
    static boolean isHostile(int c) {
        if (c < HOSTILE[0]) {
            return false;
        }
        int at = Arrays.binarySearch(HOSTILE, c);
        // Behind the first of a run and not behind its last; half of a character that needs two is none.
        return at >= 0 || (-at - 1) % 2 == 1 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
