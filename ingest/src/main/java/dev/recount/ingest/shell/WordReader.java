package dev.recount.ingest.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads one word of a command line: quotes are resolved, expansions stay as written, substitutions are noted. */
final class WordReader {
    private static final String ENDS = " \t\r\n;&|()<>";

    private final String text;
    private final StringBuilder word = new StringBuilder();
    private final List<String> substitutions = new ArrayList<>(0);
    private int at;
    private boolean quoted;
    private boolean incomplete;

    WordReader(String text, int at) {
        this.text = text;
        this.at = at;
    }

    int end() {
        return at;
    }

    boolean incomplete() {
        return incomplete;
    }

    Token read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean process = (c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == '(';
            if (process) {
                substitution(at + 2);
            } else if (ENDS.indexOf(c) >= 0) {
                break;
            } else {
                part(c);
            }
        }
        return new Token(Token.Type.WORD, word.toString(), quoted, List.copyOf(substitutions));
    }

    private void part(char c) {
        switch (c) {
            case '\'' -> singleQuoted(at + 1);
            case '"' -> doubleQuoted();
            case '\\' -> escaped();
            case '$' -> expansion();
            case '`' -> backquoted();
            default -> {
                word.append(c);
                at++;
            }
        }
    }

    private void singleQuoted(int from) {
        quoted = true;
        int close = text.indexOf('\'', from);
        incomplete |= close < 0;
        int end = close < 0 ? text.length() : close;
        word.append(text, from, end);
        at = Math.min(text.length(), end + 1);
    }

    private void doubleQuoted() {
        quoted = true;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                if (text.charAt(at + 1) != '\n') {
                    word.append(text.charAt(at + 1));
                }
                at += 2;
            } else if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) != '\'') {
                expansion();
            } else if (c == '`') {
                backquoted();
            } else {
                word.append(c);
                at++;
            }
        }
        incomplete |= at >= text.length();
        at = Math.min(text.length(), at + 1);
    }

    private void escaped() {
        if (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
            word.append(text.charAt(at + 1));
            quoted = true;
        }
        at = Math.min(text.length(), at + 2);
    }

    private void expansion() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        if (next == '\'') {
            ansiQuoted();
        } else if (next == '(' && at + 2 < text.length() && text.charAt(at + 2) == '(') {
            verbatim(Brackets.close(text, at + 1));
        } else if (next == '(') {
            substitution(at + 2);
        } else if (next == '{') {
            verbatim(Brackets.within(text, "}", at, at + 1));
        } else {
            word.append('$');
            at++;
        }
    }

    private void verbatim(int last) {
        incomplete |= last >= text.length();
        int end = Math.min(text.length(), last + 1);
        word.append(text, at, end);
        at = end;
    }

    private void substitution(int from) {
        int close = Brackets.close(text, from - 1);
        substitutions.add(text.substring(from, Math.min(close, text.length())));
        verbatim(close);
    }

    private void backquoted() {
        int close = at + 1;
        while (close < text.length() && text.charAt(close) != '`') {
            close += text.charAt(close) == '\\' ? 2 : 1;
        }
        close = Math.min(close, text.length());
        substitutions.add(text.substring(at + 1, close).replace("\\`", "`"));
        verbatim(close);
    }

    private void ansiQuoted() {
        quoted = true;
        at += 2;
        while (at < text.length() && text.charAt(at) != '\'') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                char e = text.charAt(at + 1);
                word.append(e == 'n' ? '\n' : e == 't' ? '\t' : e == 'r' ? '\r' : e);
                at += 2;
            } else {
                word.append(c);
                at++;
            }
        }
        incomplete |= at >= text.length();
        at = Math.min(text.length(), at + 1);
    }
}
