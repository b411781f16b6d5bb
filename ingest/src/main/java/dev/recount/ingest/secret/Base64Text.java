package dev.recount.ingest.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 (either alphabet, padded or not, also of UTF-16LE as PowerShell has it) of readable text. */
final class Base64Text {
    private static final int LENGTH_MIN = 8;
    private static final int WRAP_MIN = 40;
    private static final int PROBE_LENGTH = 16;
    private static final byte[] SEXTET = sextets();

    private Base64Text() {}

    private static byte[] sextets() {
        byte[] sextets = new byte[128];
        Arrays.fill(sextets, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            sextets[alphabet.charAt(i)] = (byte) i;
        }
        sextets['-'] = 62;
        sextets['_'] = 63;
        return sextets;
    }

    /** The text inside, or {@code null} when this is no base64 or no readable text of six characters or more. */
    static @Nullable String decode(String base64) {
        int end = unpaddedEnd(base64);
        boolean aligned = end % 4 == 0 || end < base64.length();
        return end >= LENGTH_MIN && aligned && looksLikeText(base64, 0, end) ? readable(base64, 0, end) : null;
    }

    /** As {@link #decode}, for a place where base64 is certain: any length will do. */
    static @Nullable String decodeShort(String base64) {
        int end = unpaddedEnd(base64);
        return end >= 2 ? readable(base64, 0, end) : null;
    }

    /** The password in a mail client's response: all of it, or what follows the last zero byte, as {@code AUTH PLAIN} has it. */
    static @Nullable String decodeLogin(String base64) {
        try {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return text.substring(text.lastIndexOf('\0') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether the first bytes of a run would be readable; decides without allocation, and rejects most runs. */
    static boolean looksLikeText(String text, int start, int end) {
        int stop = Math.min(end, start + PROBE_LENGTH);
        for (int i = start; i + 4 <= stop; i += 4) {
            int bits = 0;
            for (int k = 0; k < 4; k++) {
                char c = text.charAt(i + k);
                if (c >= 128 || SEXTET[c] < 0) {
                    return false;
                }
                bits = bits << 6 | SEXTET[c];
            }
            if (!isText(bits >> 16 & 0xff) || !isText(bits >> 8 & 0xff) || !isText(bits & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Where base64 that is broken into lines of one length ends, as {@code base64} and MIME break it; else the run's end. */
    static int wrappedEnd(String text, int start, int runEnd) {
        int width = runEnd - start;
        int end = runEnd;
        int next = lineAfter(text, end);
        while (width >= WRAP_MIN && width % 4 == 0 && next > 0) {
            int lineEnd = Alphabet.BASE64_PADDED.runEnd(text, next, width + 1);
            if (lineEnd == next || lineEnd - next > width) {
                break;
            }
            end = lineEnd;
            next = lineEnd - next == width ? lineAfter(text, lineEnd) : -1;
        }
        return end;
    }

    private static int lineAfter(String text, int end) {
        if (end < text.length() && text.charAt(end) == '\n') {
            return end + 1;
        }
        return text.startsWith("\r\n", end) ? end + 2 : -1;
    }

    /** The text inside a run of base64 characters without padding, or {@code null}. */
    static @Nullable String readable(String text, int start, int end) {
        byte[] bytes;
        try {
            String run = text.substring(start, end);
            bytes = run.indexOf('-') >= 0 || run.indexOf('_') >= 0
                    ? Base64.getUrlDecoder().decode(run)
                    : Base64.getDecoder().decode(run);
        } catch (IllegalArgumentException e) {
            return null;
        }
        return textOf(bytes);
    }

    private static @Nullable String textOf(byte[] bytes) {
        int zeros = 0;
        int unreadable = 0;
        for (byte b : bytes) {
            zeros += b == 0 ? 1 : 0;
            unreadable += isText(b & 0xff) ? 0 : 1;
        }
        if (zeros == 0 && unreadable == 0) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        boolean wide = bytes.length > 0 && zeros * 10 >= bytes.length * 4 && zeros * 2 <= bytes.length;
        return wide && unreadable == 0 ? new String(bytes, StandardCharsets.UTF_16LE) : null;
    }

    private static boolean isText(int b) {
        return (b >= 0x20 && b < 0x7f) || b == '\n' || b == '\r' || b == '\t' || b == 0;
    }

    private static int unpaddedEnd(String base64) {
        int end = base64.length();
        while (end > 0 && base64.charAt(end - 1) == '=') {
            end--;
        }
        return end;
    }
}
