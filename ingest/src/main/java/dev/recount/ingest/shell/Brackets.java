package dev.recount.ingest.shell;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds the bracket that closes a substitution, past quotes, nested substitutions and here-documents. */
final class Brackets {
    private static final int NEARBY = 2048;

    private Brackets() {}

    /** The closing bracket for the opening one at {@code open}, or the end of the text when there is none. */
    static int close(String text, int open) {
        Deque<Character> inside = new ArrayDeque<>();
        Deque<String> hereDocuments = new ArrayDeque<>();
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inQuotes = !inside.isEmpty() && inside.peekLast() == '"';
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                if (inQuotes) {
                    inside.removeLast();
                } else {
                    inside.addLast('"');
                }
            } else if (c == '\'' && !inQuotes) {
                int end = text.indexOf('\'', i + 1);
                i = end < 0 ? text.length() : end;
            } else if (c == '(' && (!inQuotes || text.charAt(i - 1) == '$')) {
                inside.addLast('(');
            } else if (c == ')' && !inQuotes) {
                inside.pollLast();
                if (inside.isEmpty()) {
                    return i;
                }
            } else if (c == '<' && !inQuotes && text.startsWith("<<", i) && !text.startsWith("<<<", i)) {
                i = hereDocumentDelimiter(text, i, hereDocuments);
            } else if (c == '\n' && !hereDocuments.isEmpty()) {
                i = pastHereDocument(text, i, hereDocuments.removeFirst());
            }
        }
        return text.length();
    }

    /** Where a closing sign stands within {@value #NEARBY} characters, or else a given answer. */
    static int within(String text, String sign, int from, int otherwise) {
        int found = text.substring(from, Math.min(text.length(), from + NEARBY)).indexOf(sign);
        return found < 0 ? otherwise : from + found;
    }

    private static int hereDocumentDelimiter(String text, int operator, Deque<String> hereDocuments) {
        int i = operator + 2;
        while (i < text.length() && "- \t".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        int start = i;
        while (i < text.length() && " \t\r\n;&|()<>".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        hereDocuments.addLast(
                text.substring(start, i).replace("'", "").replace("\"", "").replace("\\", ""));
        return i - 1;
    }

    private static int pastHereDocument(String text, int lineEnd, String delimiter) {
        int i = lineEnd + 1;
        while (i < text.length()) {
            int end = text.indexOf('\n', i);
            int lineStop = end < 0 ? text.length() : end;
            if (text.substring(i, lineStop).strip().equals(delimiter)) {
                return lineStop - 1;
            }
            i = lineStop + 1;
        }
        return text.length();
    }
}
