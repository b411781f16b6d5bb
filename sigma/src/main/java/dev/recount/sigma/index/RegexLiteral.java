package dev.recount.sigma.index;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The literals that must occur wherever a regular expression matches, as far as they can be seen without parsing groups and
 * classes: these end a run of literal characters, and an alternation at the top level leaves none. Of a group of plain words
 * one must occur, behind the run that leads to it.
 */
final class RegexLiteral {

    private static final String SPECIAL = "\\[](){}.*+?^$|";
    private static final Pattern WORDS =
            Pattern.compile("\\((?:\\?:)?([\\w /:=,;_-]+(?:\\|[\\w /:=,;_-]+)*)\\)(?![*?{])");
    private static final int WORDS_MAX = 16;

    /** A brace that does not begin one is a plain character. */
    private static final Pattern COUNTER = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");

    /** Escapes that take further characters with them: quotes, hexadecimal and octal numbers, Unicode classes. */
    private static final String LONG_ESCAPES = "QxpP01234567";

    private final String expression;
    private final StringBuilder run = new StringBuilder();
    private final List<List<String>> found = new ArrayList<>();
    private int at;
    private boolean unreadable;

    private RegexLiteral(String expression) {
        this.expression = expression;
    }

    /** Sets of literals, in order; of each set one occurs. None of the literals is empty. */
    static List<List<String>> all(String expression) {
        return new RegexLiteral(expression).find();
    }

    private List<List<String>> find() {
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '|') {
                return List.of();
            }
            if (c == '(') {
                words();
                end();
                skipGroup();
            } else if (c == '[') {
                end();
                skipClass();
            } else if (c == '\\') {
                escape();
            } else if (SPECIAL.indexOf(c) < 0 && c < 128) {
                run.append(c);
                at++;
            } else {
                special(c);
            }
        }
        end();
        return unreadable ? List.of() : found;
    }

    /** A quantifier that allows none takes the character before it out of the run. */
    private void special(char c) {
        Matcher counter = COUNTER.matcher(expression).region(at, expression.length());
        boolean counted = counter.lookingAt();
        if ((c == '*' || c == '?' || counted) && run.length() > 0) {
            run.setLength(run.length() - 1);
        }
        end();
        at = counted ? counter.end() : at + 1;
    }

    private void escape() {
        char escaped = at + 1 < expression.length() ? expression.charAt(at + 1) : 0;
        if (escaped == 0 || LONG_ESCAPES.indexOf(escaped) >= 0) {
            run.setLength(0);
            unreadable = true;
            at = expression.length();
        } else if (!Character.isLetterOrDigit(escaped) && escaped < 128) {
            run.append(escaped);
            at += 2;
        } else {
            end();
            at += 2;
        }
    }

    /** A group of plain words that must occur: one of them follows the run. */
    private void words() {
        Matcher group = WORDS.matcher(expression).region(at, expression.length());
        if (group.lookingAt()) {
            List<String> words = Stream.of(group.group(1).split("\\|"))
                    .map(word -> run + word)
                    .toList();
            if (words.size() > 1 && words.size() <= WORDS_MAX) {
                found.add(words);
            }
        }
    }

    private void skipGroup() {
        int depth = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                skipClass();
                continue;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                at++;
                return;
            }
            at++;
        }
    }

    private void skipClass() {
        at++;
        if (at < expression.length() && expression.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < expression.length() && (expression.charAt(at) != ']' || at == first)) {
            if (expression.charAt(at) == '[' && expression.startsWith("[:", at)) {
                int close = expression.indexOf(":]", at);
                at = close < 0 ? expression.length() : close + 2;
                continue;
            }
            at += expression.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, expression.length());
    }

    private void end() {
        if (run.length() > 0) {
            found.add(List.of(run.toString()));
        }
        run.setLength(0);
    }
}
