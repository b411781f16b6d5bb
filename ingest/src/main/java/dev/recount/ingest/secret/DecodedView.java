package dev.recount.ingest.secret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text with one layer of encoding removed, which still knows where each of its characters came from.
 */
final class DecodedView {
    private static final int CODE_MAX = 0x7f;

    private final String text;

    /** For each character, and for the end, its place in the encoded text. */
    private final int[] origin;

    private DecodedView(String text, int[] origin) {
        this.text = text;
        this.origin = origin;
    }

    String text() {
        return text;
    }

    /** One place of an encoded text: the character it stands for, and how many characters it takes. */
    private interface Decoder {
        int DROPPED = 0xffff;

        /** {@code length << 16 | character}, or 0 when the character at {@code i} stands for itself. */
        int decode(String text, int i);
    }

    /** Percent-encoding of ASCII; {@code null} when there is none. */
    static @Nullable DecodedView percent(String text) {
        return text.indexOf('%') < 0 ? null : decode(text, DecodedView::percentAt);
    }

    /** Backslash escapes as in JSON, source code and shells; {@code null} when there are none. */
    static @Nullable DecodedView escapes(String text) {
        return text.indexOf('\\') < 0 ? null : decode(text, DecodedView::escapeAt);
    }

    /** Quoted pieces of one word, joined as a shell or a compiler would; {@code null} when there are none. */
    static @Nullable DecodedView joints(String text) {
        return decode(text, DecodedView::jointAt);
    }

    Finding toOrigin(Finding finding) {
        return finding.moved(origin[finding.start()], origin[finding.end()]);
    }

    private static @Nullable DecodedView decode(String text, Decoder decoder) {
        StringBuilder decoded = null;
        int[] origin = {};
        for (int i = 0; i < text.length(); ) {
            int unit = decoder.decode(text, i);
            if (unit != 0 && decoded == null) {
                decoded = new StringBuilder(text.length()).append(text, 0, i);
                origin = new int[text.length() + 1];
                Arrays.setAll(origin, k -> k);
            }
            if (decoded != null && (unit & 0xffff) != Decoder.DROPPED) {
                origin[decoded.length()] = i;
                decoded.append(unit == 0 ? text.charAt(i) : (char) (unit & 0xffff));
            }
            i += unit == 0 ? 1 : unit >>> 16;
        }
        if (decoded == null) {
            return null;
        }
        origin[decoded.length()] = text.length();
        return new DecodedView(decoded.toString(), origin);
    }

    private static int percentAt(String text, int i) {
        if (text.charAt(i) != '%' || i + 2 >= text.length()) {
            return 0;
        }
        int code = hex(text, i + 1, 2);
        return code < 0 || code > CODE_MAX ? 0 : unit(3, (char) code);
    }

    private static int escapeAt(String text, int i) {
        if (text.charAt(i) != '\\' || i + 1 >= text.length()) {
            return 0;
        }
        char c = text.charAt(i + 1);
        return switch (c) {
            case 'n' -> unit(2, '\n');
            case 't' -> unit(2, '\t');
            case 'r' -> unit(2, '\r');
            case '\n' -> unit(2, (char) Decoder.DROPPED);
            case 'u' -> coded(hex(text, i + 2, 4), 6);
            case 'x' -> coded(hex(text, i + 2, 2), 4);
            default -> "\"'\\/`$ =&:@".indexOf(c) < 0 ? 0 : unit(2, c);
        };
    }

    private static int coded(int code, int length) {
        return code < 0 || code == Decoder.DROPPED ? 0 : unit(length, (char) code);
    }

    /** A closing quote, perhaps a plus sign, and an opening quote, between two word characters. */
    private static int jointAt(String text, int i) {
        if (!JointRule.isQuote(text.charAt(i)) || i == 0) {
            return 0;
        }
        int end = JointRule.jointEnd(text, i);
        return end < 0 ? 0 : unit(end - i, (char) Decoder.DROPPED);
    }

    private static int unit(int length, char c) {
        return length << 16 | c;
    }

    private static int hex(String text, int start, int digits) {
        if (start + digits > text.length()) {
            return -1;
        }
        int code = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    @Override
    public String toString() {
        return "DecodedView[" + text.length() + " characters]";
    }
}
