package dev.recount.ingest.secret;

import org.jspecify.annotations.Nullable;

/**
 * The value that follows a name, as configuration, source code, JSON, headers and command lines write it.
 *
 * @param start first character of the value, inside its quotes
 * @param end the character after it
 * @param joint how name and value are joined
 */
record AssignedValue(int start, int end, boolean quoted, Joint joint) {

    private static final int DATA_MAX = 1024;
    private static final String ENTITY = "&quot;";
    private static final String CDATA = "<![CDATA[";

    enum Joint {
        /** {@code NAME=value} at the start of a word: environment files, shells. */
        WORD_EQUALS,
        /** {@code ?name=value&…}: a parameter of a URL. */
        QUERY,
        /** {@code name = value} anywhere else, {@code name=value&…} too. */
        EQUALS,
        /** {@code name: value} at the start of a line: YAML, headers. */
        LINE_COLON,
        /** {@code name: value} anywhere else: JSON, prose. */
        COLON,
        /** {@code "name", "value"}. */
        COMMA,
        /** {@code --name value} */
        FLAG,
        /** {@code name value} with nothing between. */
        BLANK,
        /** {@code <name>value</name>} */
        TAG
    }

    /** Reads from the end of the name on; {@code null} when no value follows. */
    static @Nullable AssignedValue after(Scan scan, int nameStart, int nameEnd) {
        int i = nameEnd;
        char quote = scan.charAt(i);
        boolean quotedName = quote == '"' || quote == '\'' || quote == '`';
        if (quotedName) {
            i++;
        }
        if (scan.charAt(i) == ']' || (scan.charAt(i) == '?' && scan.charAt(i + 1) != '?')) {
            i++;
        }
        if (scan.charAt(i) == '>' && scan.charAt(nameStart - 1) == '<') {
            return tagged(scan, i + 1);
        }
        int operator = scan.skipBlanks(i);
        return switch (scan.charAt(operator)) {
            case '=' -> equal(scan, nameStart, i, operator);
            case ':' -> colon(scan, nameStart, operator, quotedName);
            case '(' -> call(scan, nameStart, nameEnd, operator);
            case '|', '?' -> fallback(scan, operator);
            case ',' -> quotedName && scan.charAt(nameStart - 1) == quote ? argument(scan, operator + 1) : null;
            default -> operator > i && !quotedName ? blank(scan, nameStart, operator) : null;
        };
    }

    /** This value without a parameter that follows it: a token holds no ampersand, though a password may. */
    AssignedValue untilAmpersand(Scan scan) {
        int i = start;
        while (i < end && scan.charAt(i) != '&') {
            i++;
        }
        return new AssignedValue(start, i, quoted, joint);
    }

    /** {@code put("name", "value")}, but not two elements of a list or two fields of an object. */
    private static @Nullable AssignedValue argument(Scan scan, int from) {
        AssignedValue value = quotedOnly(scan, scan.skipBlanks(from), Joint.COMMA);
        return value == null || scan.charAt(scan.skipBlanks(value.end + 1)) == ':' ? null : value;
    }

    /** {@code setPassword("value")}, {@code PASSWORD('value')}; a getter is given a name, not a secret. */
    private static @Nullable AssignedValue call(Scan scan, int nameStart, int nameEnd, int bracket) {
        String name = scan.text.substring(nameStart, nameEnd);
        boolean sets = name.startsWith("set") || name.startsWith("with") || name.equals("PASSWORD");
        return sets && bracket == nameEnd ? quotedOnly(scan, bracket + 1, Joint.COMMA) : null;
    }

    /** {@code env.PASSWORD || 'value'}, {@code env.PASSWORD ?? 'value'} */
    private static @Nullable AssignedValue fallback(Scan scan, int operator) {
        char sign = scan.charAt(operator);
        return scan.charAt(operator + 1) == sign ? quotedOnly(scan, scan.skipBlanks(operator + 2), Joint.COMMA) : null;
    }

    private static @Nullable AssignedValue equal(Scan scan, int nameStart, int nameEnd, int operator) {
        int i = operator + 1;
        while (scan.charAt(i) == '=' || scan.charAt(i) == '>') {
            i++;
        }
        int start = scan.skipBlanks(i);
        if (i > operator + 1 && scan.charAt(operator + 1) == '=') {
            return quotedOnly(scan, start, Joint.EQUALS);
        }
        boolean word = operator == nameEnd && start == operator + 1 && NamePosition.beginsWord(scan, nameStart);
        Joint joint = word ? NamePosition.isInQuery(scan, nameStart) ? Joint.QUERY : Joint.WORD_EQUALS : Joint.EQUALS;
        return value(scan, start, joint);
    }

    private static @Nullable AssignedValue colon(Scan scan, int nameStart, int operator, boolean quotedName) {
        int i = operator + 1;
        if (scan.charAt(i) == ':') {
            return null;
        }
        if (scan.charAt(i) == '=') {
            return value(scan, scan.skipBlanks(i + 1), Joint.EQUALS);
        }
        if (scan.charAt(i) == '-' && scan.charAt(nameStart - 1) == '{') {
            return value(scan, i + 1, Joint.WORD_EQUALS);
        }
        int start = scan.skipBlanks(i);
        if (quotedName && (scan.charAt(start) == '\n' || scan.charAt(start) == '\r')) {
            while (Character.isWhitespace(scan.charAt(start))) {
                start++;
            }
            return quotedOnly(scan, start, Joint.COLON);
        }
        AssignedValue block = yamlBlock(scan, start);
        if (block != null) {
            return block;
        }
        boolean line = !quotedName && NamePosition.beginsLine(scan, nameStart) && start > i;
        AssignedValue value = value(scan, start, line ? Joint.LINE_COLON : Joint.COLON);
        if (value != null
                && !value.quoted
                && scan.charAt(nameStart - 1) == ':'
                && !NamePosition.beginsLine(scan, nameStart - 1)) {
            return null;
        }
        return value == null || value.quoted ? value : afterType(scan, value);
    }

    /** {@code name: str = "value"}: what stood after the colon was a type. */
    private static AssignedValue afterType(Scan scan, AssignedValue type) {
        int i = scan.skipBlanks(Alphabet.DOTTED.runEnd(scan.text, type.start, 64));
        if (scan.charAt(i) != '=' || scan.charAt(i + 1) == '=') {
            return type;
        }
        AssignedValue value = quotedOnly(scan, scan.skipBlanks(i + 1), Joint.EQUALS);
        return value == null ? type : value;
    }

    private static @Nullable AssignedValue yamlBlock(Scan scan, int start) {
        if (scan.charAt(start) != '|' && scan.charAt(start) != '>') {
            return null;
        }
        int lineEnd = scan.charAt(start + 1) == '-' ? start + 2 : start + 1;
        if (scan.charAt(lineEnd) != '\n') {
            return null;
        }
        int value = scan.skipBlanks(lineEnd + 1);
        int end = scan.unquotedEnd(value);
        return end > value ? new AssignedValue(value, end, false, Joint.LINE_COLON) : null;
    }

    private static @Nullable AssignedValue blank(Scan scan, int nameStart, int start) {
        if (scan.charAt(nameStart) == '-') {
            return scan.charAt(start) == '-' ? null : value(scan, start, Joint.FLAG);
        }
        return value(scan, start, Joint.BLANK);
    }

    private static @Nullable AssignedValue tagged(Scan scan, int start) {
        int data = scan.text.startsWith(CDATA, start) ? start + CDATA.length() : start;
        if (data > start) {
            int close = scan.indexOf(']', data, data + DATA_MAX);
            return close > data ? new AssignedValue(data, close, true, Joint.TAG) : null;
        }
        int end = scan.unquotedEnd(start);
        return end > start && scan.charAt(end) == '<' ? new AssignedValue(start, end, true, Joint.TAG) : null;
    }

    static @Nullable AssignedValue quotedOnly(Scan scan, int start, Joint joint) {
        AssignedValue value = value(scan, start, joint);
        return value != null && value.quoted ? value : null;
    }

    private static @Nullable AssignedValue value(Scan scan, int from, Joint joint) {
        int start = from;
        if ("bBfFrRuU@$".indexOf(scan.charAt(start)) >= 0 && isQuote(scan.charAt(start + 1))) {
            start++;
        }
        if (scan.text.startsWith(ENTITY, start)) {
            int close = scan.indexOf('&', start + ENTITY.length(), start + DATA_MAX);
            return close > 0 ? new AssignedValue(start + ENTITY.length(), close, true, joint) : null;
        }
        char quote = scan.charAt(start);
        if (isQuote(quote)) {
            int close = scan.closingQuote(quote, start + 1);
            if (close > start) {
                return close == start + 1 ? null : new AssignedValue(start + 1, close, true, joint);
            }
            start++;
        }
        int end = unquotedEnd(scan, start, joint);
        return end > start ? new AssignedValue(start, end, false, joint) : null;
    }

    private static int unquotedEnd(Scan scan, int start, Joint joint) {
        int end = scan.unquotedEnd(start);
        boolean wholeWord =
                joint == Joint.WORD_EQUALS || joint == Joint.QUERY || joint == Joint.LINE_COLON || joint == Joint.FLAG;
        while (wholeWord && end > start && goesOn(scan, end)) {
            end = scan.unquotedEnd(end + 1);
        }
        while (wholeWord && end > start && ",)}>".indexOf(scan.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** A sign that ends a value in code, but not where a whole word or line is the value. */
    private static boolean goesOn(Scan scan, int end) {
        char c = scan.charAt(end);
        char after = scan.charAt(end + 1);
        boolean ampersand = c == '&' && Alphabet.WORD.has(after) && scan.charAt(nextSign(scan, end)) != '=';
        return c != '\0' && (",(){}<>".indexOf(c) >= 0 || ampersand);
    }

    /** Where the word after an ampersand ends: an equals sign there makes it the next parameter of a query. */
    private static int nextSign(Scan scan, int ampersand) {
        return Alphabet.DOTTED.runEnd(scan.text, ampersand + 1, 128);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }
}
