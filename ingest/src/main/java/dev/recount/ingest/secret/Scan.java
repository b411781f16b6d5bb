package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;

/** One text under scan: what its rules have found, and the cursors that keep them linear. */
final class Scan {
    private static final String UNQUOTED_ENDS = " \t\r\n\"'`;,|&<>(){}\\\u001b";

    final String text;
    final List<Finding> findings = new ArrayList<>(2);
    final List<ProviderId> providerIds = new ArrayList<>(0);

    /** Literals before this position stand inside a redaction marker and mean nothing. */
    int quietUntil;

    /** End of the last name that was judged, so that a name with two telling words is judged once. */
    int nameEnd = -1;

    /** End of the last header of cookies that was taken apart. */
    int cookiesEnd;

    /** End of the last row of an {@code INSERT} that was taken apart. */
    int insertEnd;

    /** End of the last private key that was found. */
    int keyEnd;

    /** End of the last base64 over several lines that was looked into. */
    int base64End;

    /** Start of the last line that was taken for a table's head, how often, and the end of the table below it. */
    int headLine = -1;

    int heads;
    int tableEnd;

    /** End of the last manifest of a Kubernetes Secret. */
    int manifestEnd;

    /** Colour codes, characters without width or wide forms stand in the text. */
    boolean hidden;

    /** Two quoted pieces of one word stand side by side. */
    boolean jointed;

    private final NextPlace unquotedEnd = new NextPlace(Scan::firstUnquotedEnd);
    private final NextPlace doubleQuote = new NextPlace((text, from) -> text.indexOf('"', from));
    private final NextPlace singleQuote = new NextPlace((text, from) -> text.indexOf('\'', from));
    private final NextPlace backQuote = new NextPlace((text, from) -> text.indexOf('`', from));
    private final NextPlace lineEnd = new NextPlace(Scan::firstLineEnd);
    private final NextPlace pemEnd = new NextPlace((text, from) -> text.indexOf("-----END", from));

    Scan(String text) {
        this.text = text;
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    boolean isFound(int position) {
        for (int i = findings.size() - 1; i >= 0 && i >= findings.size() - 8; i--) {
            Finding f = findings.get(i);
            if (f.start() <= position && position < f.end()) {
                return true;
            }
        }
        return false;
    }

    char charAt(int i) {
        return i >= 0 && i < text.length() ? text.charAt(i) : '\0';
    }

    boolean isWordAt(int i) {
        return Alphabet.WORD.has(charAt(i));
    }

    /** The end of an unquoted value that begins here. */
    int unquotedEnd(int from) {
        return unquotedEnd.from(text, from);
    }

    /** The end of the line, or of the quoted text, that a header stands in. */
    int lineEnd(int from) {
        return lineEnd.from(text, from);
    }

    /** The closing quote that matches an opening one before {@code from}, or -1. */
    int closingQuote(char quote, int from) {
        NextPlace place = quote == '"' ? doubleQuote : quote == '\'' ? singleQuote : backQuote;
        int i = place.from(text, from);
        while (i < text.length() && text.charAt(i - 1) == '\\' && i > from) {
            i = place.from(text, i + 1);
        }
        return i < text.length() ? i : -1;
    }

    /** Where {@code -----END} stands next, or -1. */
    int pemEnd(int from) {
        int i = pemEnd.from(text, from);
        return i < text.length() ? i : -1;
    }

    /** Where the line of a position begins, or -1 when that is further away than {@code max}. */
    int lineStart(int from, int max) {
        for (int i = from; i > 0 && i > from - max; i--) {
            if (text.charAt(i - 1) == '\n') {
                return i;
            }
        }
        return from < max ? 0 : -1;
    }

    /** Where the line of a position ends, or -1 when that is further away than {@code max}. */
    int lineStop(int from, int max) {
        int stop = Math.min(text.length(), from + max);
        for (int i = from; i < stop; i++) {
            if (text.charAt(i) == '\n') {
                return i;
            }
        }
        return stop == text.length() ? stop : -1;
    }

    /** Where a character stands between two positions, or -1. */
    int indexOf(char c, int from, int to) {
        int stop = Math.min(to, text.length());
        for (int i = from; i < stop; i++) {
            if (text.charAt(i) == c) {
                return i;
            }
        }
        return -1;
    }

    int skipBlanks(int from) {
        int i = from;
        while (charAt(i) == ' ' || charAt(i) == '\t') {
            i++;
        }
        return i;
    }

    /** As {@link #skipBlanks}, over the ends of lines too. */
    int skipSpace(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int firstUnquotedEnd(String text, int from) {
        int i = from;
        while (i < text.length() && UNQUOTED_ENDS.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int firstLineEnd(String text, int from) {
        int i = from;
        while (i < text.length() && "\r\n\"'`".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private interface Search {
        int next(String text, int from);
    }

    /** The last answer of a search, kept so that many searches of one text cost one pass over it. */
    private static final class NextPlace {
        private final Search search;
        private int askedFrom = -1;
        private int answer = -1;

        NextPlace(Search search) {
            this.search = search;
        }

        int from(String text, int from) {
            if (askedFrom < 0 || from < askedFrom || from > answer) {
                int found = search.next(text, from);
                askedFrom = from;
                answer = found < 0 ? text.length() : found;
            }
            return answer;
        }
    }
}
