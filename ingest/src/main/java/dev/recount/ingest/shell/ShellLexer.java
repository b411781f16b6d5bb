package dev.recount.ingest.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a command line into tokens in one pass, as the POSIX shell's token recognition and Bash's additions do. */
final class ShellLexer {
    private static final String OPERATOR_STARTS = ";&|()<>\n";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<HereDocument> pending = new ArrayDeque<>();
    private int at;
    private boolean incomplete;

    private record HereDocument(String delimiter, boolean stripTabs, int tokenIndex) {}

    ShellLexer(String text) {
        this.text = text;
    }

    boolean incomplete() {
        return incomplete;
    }

    List<Token> tokens() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\\' && peek(1) == '\n') {
                at += 2;
            } else if (c == '#') {
                at = lineEnd(at);
            } else if (OPERATOR_STARTS.indexOf(c) >= 0 && !isProcessSubstitution()) {
                operator();
            } else {
                word();
            }
        }
        incomplete |= !pending.isEmpty();
        return tokens;
    }

    private char peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : '\0';
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private boolean isProcessSubstitution() {
        return (text.charAt(at) == '<' || text.charAt(at) == '>') && peek(1) == '(';
    }

    private void operator() {
        char c = text.charAt(at);
        if (c == '\n') {
            at++;
            tokens.add(Token.of(Token.Type.SEPARATOR, "\n"));
            hereDocuments();
        } else if (c == '<' || c == '>' || (c == '&' && peek(1) == '>')) {
            redirection("");
        } else if (c == '|' && peek(1) != '|') {
            at += peek(1) == '&' ? 2 : 1;
            tokens.add(Token.of(Token.Type.PIPE, "|"));
        } else if (c == '(' && peek(1) == '(') {
            arithmetic();
        } else {
            int length = (c == peek(1) && c != '(' && c != ')') ? 2 : 1;
            tokens.add(Token.of(Token.Type.SEPARATOR, text.substring(at, at + length)));
            at += length;
        }
    }

    /** {@code ((…))} computes; when it is two subshells after all, its words are still read. */
    private void arithmetic() {
        int end = Brackets.within(text, "))", at, -1);
        if (end < 0) {
            tokens.add(Token.of(Token.Type.SEPARATOR, "("));
            at++;
        } else {
            at = end + 2;
            tokens.add(Token.of(Token.Type.SEPARATOR, ";"));
        }
    }

    private void redirection(String descriptor) {
        int start = at;
        while (at < text.length() && at - start < 3 && "<>&|-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String operator = text.substring(start, at);
        if (operator.startsWith("<<") && !operator.startsWith("<<<")) {
            at = start + (operator.startsWith("<<-") ? 3 : 2);
            hereDocumentStart(operator.startsWith("<<-"));
        } else if (operator.equals("<<<")) {
            skipBlanks();
            Token word = readWord();
            tokens.add(new Token(Token.Type.INPUT, word.text(), true, word.substitutions()));
        } else {
            boolean closes = operator.endsWith("-") && operator.contains("&");
            if (operator.endsWith("-") && !closes) {
                at--;
                operator = operator.substring(0, operator.length() - 1);
            }
            if (!closes) {
                tokens.add(Token.of(Token.Type.REDIRECTION, descriptor + operator));
            }
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void hereDocumentStart(boolean stripTabs) {
        skipBlanks();
        Token delimiter = readWord();
        pending.addLast(new HereDocument(delimiter.text(), stripTabs, tokens.size()));
        tokens.add(Token.of(Token.Type.INPUT, ""));
    }

    private void hereDocuments() {
        while (!pending.isEmpty() && at < text.length()) {
            HereDocument document = pending.removeFirst();
            StringBuilder body = new StringBuilder();
            boolean closed = false;
            while (at < text.length() && !closed) {
                int end = lineEnd(at);
                String line = text.substring(at, end);
                at = Math.min(text.length(), end + 1);
                closed = (document.stripTabs ? line.stripLeading() : line).equals(document.delimiter);
                if (!closed) {
                    body.append(line).append('\n');
                }
            }
            incomplete |= !closed;
            tokens.set(document.tokenIndex, new Token(Token.Type.INPUT, body.toString(), true, List.of()));
        }
    }

    private void word() {
        int start = at;
        Token word = readWord();
        boolean descriptor = at < text.length() && (text.charAt(at) == '<' || text.charAt(at) == '>');
        if (descriptor
                && !word.quoted()
                && word.text().length() == 1
                && Character.isDigit(word.text().charAt(0))) {
            redirection(word.text());
        } else if (at > start) {
            tokens.add(word);
        } else {
            at++;
        }
    }

    private Token readWord() {
        WordReader reader = new WordReader(text, at);
        Token word = reader.read();
        at = reader.end();
        incomplete |= reader.incomplete();
        return word;
    }
}
