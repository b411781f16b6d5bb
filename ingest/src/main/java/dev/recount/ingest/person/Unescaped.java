package dev.recount.ingest.person;

import org.jspecify.annotations.Nullable;

/**
 * A text with the escapes of addresses ({@code %40}, also when escaped again as {@code %2540}) and those of JSON and source code
 * undone, which knows where each character came from. Bytes beyond ASCII stay apart.
 */
final class Unescaped {

    private static final int HEX = 16;

    private final String text;
    private final char[] characters;
    private final int @Nullable [] starts;
    private int length;

    Unescaped(String text) {
        this.text = text;
        boolean escapes = text.indexOf('%') >= 0 || text.indexOf('\\') >= 0;
        this.characters = escapes ? new char[text.length()] : text.toCharArray();
        this.starts = escapes ? new int[text.length() + 1] : null;
        this.length = text.length();
        if (starts != null) {
            undo(starts);
        }
    }

    private void undo(int[] starts) {
        length = 0;
        for (int at = 0; at < text.length(); ) {
            starts[length] = at;
            char c = text.charAt(at);
            at = c == '%' ? address(at) : c == '\\' ? source(at) : plain(at);
            length++;
        }
        starts[length] = text.length();
    }

    private int plain(int at) {
        characters[length] = text.charAt(at);
        return at + 1;
    }

    private int address(int at) {
        int digits = at + 1;
        while (text.startsWith("25", digits) && hex(digits + 2, 2) >= 0) {
            digits += 2;
        }
        int code = hex(digits, 2);
        if (code < 0) {
            return plain(at);
        }
        characters[length] = (char) code;
        return digits + 2;
    }

    private int source(int at) {
        int escaped = at + 1 < text.length() ? "nrt".indexOf(text.charAt(at + 1)) : -1;
        if (escaped >= 0) {
            characters[length] = "\n\r\t".charAt(escaped);
            return at + 2;
        }
        int code = text.startsWith("u", at + 1) ? hex(at + 2, 4) : -1;
        if (code < 0) {
            return plain(at);
        }
        characters[length] = (char) code;
        return at + 6;
    }

    /** The number that so many digits stand for, or -1. */
    private int hex(int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = Character.digit(text.charAt(at), HEX);
            if (digit < 0) {
                return -1;
            }
            value = value * HEX + digit;
        }
        return value;
    }

    int length() {
        return length;
    }

    /** The character at a place, or 0 beyond the ends. */
    char at(int at) {
        return at >= 0 && at < length ? characters[at] : 0;
    }

    boolean startsWith(String prefix, int at) {
        for (int i = 0; i < prefix.length(); i++) {
            if (at(at + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String substring(int from, int to) {
        return new String(characters, from, to - from);
    }

    /** Where in the text the character came from. */
    int start(int at) {
        return starts == null ? at : starts[at];
    }
}
