package dev.recount.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells in one pass over the bytes whether they are what {@link CanonicalJson} writes: no member twice, members in order,
 * no white space, no escape or number in another form. What is not can be read in two ways by two readers.
 */
public final class CanonicalCheck {

    private static final int DEPTH_MAX = 1_000;
    private static final int NUMBER_MAX = 25;
    /** Whole numbers of no more digits are doubles. */
    private static final int WHOLE_MAX = 15;

    private final byte[] json;
    private int at;
    private boolean isAscii = true;
    /** Whether the last string has neither escapes nor anything but ASCII, so that its bytes sort as its characters do. */
    private boolean isPlain;

    private CanonicalCheck(byte[] json) {
        this.json = json;
    }

    /** Whether the bytes are one canonical JSON value. */
    public static boolean isCanonical(byte[] json) {
        var check = new CanonicalCheck(json);
        return check.value(0) && check.at == json.length && (check.isAscii || isText(json));
    }

    private static boolean isText(byte[] json) {
        return Arrays.equals(json, new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    private byte peek() {
        return at < json.length ? json[at] : 0;
    }

    private boolean takes(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private boolean takes(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!takes(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean value(int depth) {
        if (depth > DEPTH_MAX) {
            return false;
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> takes("true");
            case 'f' -> takes("false");
            case 'n' -> takes("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        if (takes('}')) {
            return true;
        }
        int lastFrom = 0;
        int lastTo = 0;
        boolean lastIsPlain = true;
        do {
            int from = at + 1;
            if (!string()) {
                return false;
            }
            int to = at - 1;
            if (lastTo > 0 && !isBefore(lastFrom, lastTo, from, to, lastIsPlain && isPlain)) {
                return false;
            }
            lastFrom = from;
            lastTo = to;
            lastIsPlain = isPlain;
            if (!takes(':') || !value(depth + 1)) {
                return false;
            }
        } while (takes(','));
        return takes('}');
    }

    /** Whether the first of two names sorts before the second, by UTF-16 code units. */
    private boolean isBefore(int from, int to, int nextFrom, int nextTo, boolean arePlain) {
        return arePlain
                ? Arrays.compareUnsigned(json, from, to, json, nextFrom, nextTo) < 0
                : name(from, to).compareTo(name(nextFrom, nextTo)) < 0;
    }

    private boolean array(int depth) {
        at++;
        if (takes(']')) {
            return true;
        }
        do {
            if (!value(depth + 1)) {
                return false;
            }
        } while (takes(','));
        return takes(']');
    }

    private boolean string() {
        isPlain = true;
        if (!takes('"')) {
            return false;
        }
        for (at = PlainBytes.end(json, at); at < json.length; at = PlainBytes.end(json, at)) {
            byte b = json[at++];
            if (b == '"') {
                return true;
            }
            isPlain = false;
            isAscii &= b >= 0;
            if ((b >= 0 && b != '\\') || (b == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    /** The rest of an escape that there is no shorter form of. */
    private boolean escape() {
        byte c = peek();
        at++;
        if (c != 'u') {
            return c != 0 && "\"\\bfnrt".indexOf(c) >= 0;
        }
        if (!takes("00") || at + 2 > json.length) {
            return false;
        }
        var digits = ascii(at, at + 2);
        at += 2;
        boolean isControl = "01".indexOf(digits.charAt(0)) >= 0 && "0123456789abcdef".indexOf(digits.charAt(1)) >= 0;
        return isControl && "08 09 0a 0c 0d".indexOf(digits) < 0;
    }

    private String ascii(int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String name(int from, int to) {
        return unescaped(new String(json, from, to - from, StandardCharsets.UTF_8));
    }

    private static String unescaped(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        var plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\') {
                c = name.charAt(++i);
                int shorthand = "bfnrt".indexOf(c);
                if (c == 'u') {
                    c = (char) Integer.parseInt(name.substring(i + 1, i + 5), 16);
                    i += 4;
                } else if (shorthand >= 0) {
                    c = "\b\f\n\r\t".charAt(shorthand);
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private boolean number() {
        int from = at;
        while ("+-.0123456789Ee".indexOf(peek()) >= 0) {
            at++;
        }
        if (at == from || at - from > NUMBER_MAX) {
            return false;
        }
        return isWhole(from) || isWritten(ascii(from, at));
    }

    private boolean isWhole(int from) {
        for (int i = from; i < at; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return at - from == 1 || (json[from] != '0' && at - from <= WHOLE_MAX);
    }

    private static boolean isWritten(String number) {
        try {
            var written = new StringBuilder();
            CanonicalJson.number(new BigDecimal(number), number, written);
            return written.toString().equals(number);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
