package dev.recount.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells in one pass whether bytes are what {@link CanonicalJson} writes: no member twice, members in order, no white space, no
 * escape or number in another form. What is not can be read in two ways by two readers.
 */
public final class CanonicalCheck {

    private static final int DEPTH_MAX = 1_000;
    private static final int NUMBER_MAX = 25;
    /** Whole numbers of no more characters are doubles. */
    private static final int WHOLE_MAX = 15;

    private final String text;
    private int at;

    private CanonicalCheck(String text) {
        this.text = text;
    }

    /** Whether the bytes are one canonical JSON value. */
    public static boolean isCanonical(byte[] json) {
        var text = new String(json, StandardCharsets.UTF_8);
        boolean isText = text.indexOf('\uFFFD') < 0 || Arrays.equals(json, text.getBytes(StandardCharsets.UTF_8));
        var check = new CanonicalCheck(text);
        return isText && check.value(0) && check.at == text.length();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean takes(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private boolean takes(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
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
        String last = null;
        do {
            int from = at + 1;
            if (!string()) {
                return false;
            }
            var name = unescaped(text.substring(from, at - 1));
            if ((last != null && last.compareTo(name) >= 0) || !takes(':') || !value(depth + 1)) {
                return false;
            }
            last = name;
        } while (takes(','));
        return takes('}');
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
        if (!takes('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    /** The rest of an escape that there is no shorter form of. */
    private boolean escape() {
        char c = peek();
        at++;
        if (c != 'u') {
            return c != 0 && "\"\\bfnrt".indexOf(c) >= 0;
        }
        if (!takes("00") || at + 2 > text.length()) {
            return false;
        }
        var digits = text.substring(at, at + 2);
        at += 2;
        boolean isControl = "01".indexOf(digits.charAt(0)) >= 0 && "0123456789abcdef".indexOf(digits.charAt(1)) >= 0;
        return isControl && "08 09 0a 0c 0d".indexOf(digits) < 0;
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
        return isWhole(from) || isWritten(text.substring(from, at));
    }

    private boolean isWhole(int from) {
        char first = text.charAt(from);
        for (int i = from; i < at; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return at - from == 1 || (first != '0' && at - from <= WHOLE_MAX);
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
