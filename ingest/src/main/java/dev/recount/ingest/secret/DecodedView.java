package dev.recount.ingest.secret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text with one layer of encoding removed, which still knows where each of its characters came from.
 */
final class DecodedView {
    private static final int CODE_MAX = 0x7f;

    private final String text;

    /** For each character its place in the encoded text. */
    private final int[] origin;

    /** For each character, where what stands for it ends. */
    private final int[] originEnd;

    private DecodedView(String text, int[] origin, int[] originEnd) {
        this.text = text;
        this.origin = origin;
        this.originEnd = originEnd;
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

    /** Without what a terminal or a reader does not see; {@code null} when there is nothing of it. */
    static @Nullable DecodedView hidden(String text) {
        return decode(text, DecodedView::hiddenAt);
    }

    Finding toOrigin(Finding finding) {
        return finding.moved(origin[finding.start()], originEnd[finding.end() - 1]);
    }

    private static @Nullable DecodedView decode(String text, Decoder decoder) {
        StringBuilder decoded = null;
        int[] origin = {};
        int[] originEnd = {};
        for (int i = 0; i < text.length(); ) {
            int unit = decoder.decode(text, i);
            if (unit != 0 && decoded == null) {
                decoded = new StringBuilder(text.length()).append(text, 0, i);
                origin = new int[text.length()];
                originEnd = new int[text.length()];
                Arrays.setAll(origin, k -> k);
                Arrays.setAll(originEnd, k -> k + 1);
            }
            if (decoded != null && (unit & 0xffff) != Decoder.DROPPED) {
                origin[decoded.length()] = i;
                originEnd[decoded.length()] = i + (unit == 0 ? 1 : unit >>> 16);
                decoded.append(unit == 0 ? text.charAt(i) : (char) (unit & 0xffff));
            }
            i += unit == 0 ? 1 : unit >>> 16;
        }
        if (decoded == null) {
            return null;
        }
        return new DecodedView(decoded.toString(), origin, originEnd);
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

    private static int hiddenAt(String text, int i) {
        char c = text.charAt(i);
        if (c == HiddenText.ESCAPE) {
            return unit(HiddenText.sequenceLength(text, i), (char) Decoder.DROPPED);
        }
        if (!HiddenText.isHidden(c)) {
            return 0;
        }
        char seen = HiddenText.seen(c);
        return unit(1, seen == 0 ? (char) Decoder.DROPPED : seen);
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
