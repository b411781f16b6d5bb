package dev.recount.sigma.index;

import java.util.ArrayList;
import java.util.List;

/**
 * The literals that must occur wherever a regular expression matches, as far as they can be seen without parsing groups and
 * classes: these end a run of literal characters, and an alternation at the top level leaves none.
 */
final class RegexLiteral {

    private static final String SPECIAL = "\\[](){}.*+?^$|";

    private final String expression;
    private final StringBuilder run = new StringBuilder();
    private final List<String> found = new ArrayList<>();
    private int at;
    private boolean unreadable;

    private RegexLiteral(String expression) {
        this.expression = expression;
    }

    /** The literals, in order; none of them is empty. */
    static List<String> all(String expression) {
        return new RegexLiteral(expression).find();
    }

    private List<String> find() {
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '|') {
                return List.of();
            }
            if (c == '(') {
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
        boolean optional = c == '*' || c == '?' || c == '{';
        if (optional && run.length() > 0) {
            run.setLength(run.length() - 1);
        }
        end();
        at++;
        if (c == '{') {
            int close = expression.indexOf('}', at);
            at = close < 0 ? expression.length() : close + 1;
        }
    }

    private void escape() {
        char escaped = at + 1 < expression.length() ? expression.charAt(at + 1) : 0;
        if (escaped == 'Q' || escaped == 'x' || escaped == 'p' || escaped == 'P' || escaped == 0) {
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
            found.add(run.toString());
        }
        run.setLength(0);
    }
}
