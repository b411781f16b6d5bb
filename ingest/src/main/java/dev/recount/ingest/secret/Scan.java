package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;

/** One text under scan: what its rules have found, and the cursors that keep them linear. */
final class Scan {
    private static final String UNQUOTED_ENDS = " \t\r\n\"'`;,|&<>(){}\\";

    final String text;
    final List<Finding> findings = new ArrayList<>(2);
    final List<ProviderId> providerIds = new ArrayList<>(0);

    /** Literals before this position stand inside a redaction marker and mean nothing. */
    int quietUntil;

    /** End of the last name that was judged, so that a name with two telling words is judged once. */
    int nameEnd = -1;

    /** End of the last header of cookies that was taken apart. */
    int cookiesEnd;

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

    int skipBlanks(int from) {
        int i = from;
        while (charAt(i) == ' ' || charAt(i) == '\t') {
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
